variable "indexes" {
  type = set(string)
}

resource "aws_dynamodb_table" "items" {
  name     = "items"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }

  dynamic "local_secondary_index" {
    for_each = var.indexes
    content {
      name      = local_secondary_index.value
      range_key = local_secondary_index.value
    }
  }
}

resource "aws_db_proxy_target" "main" {
  db_proxy_name         = "main"
  db_cluster_identifier = "main"
}

resource "aws_rds_cluster_instance" "one" {
  cluster_identifier = aws_rds_cluster.main.id
  instance_class     = "db.r6g.large"
}

resource "aws_rds_cluster" "main" {
  cluster_identifier = "main"
  engine             = "aurora-postgresql"
}

resource "aws_api_gateway_method" "preflight" {
  rest_api_id = "a1b2c3"
  resource_id = "d4e5f6"
  http_method = "OPTIONS"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = "a1b2c3"
  resource_id   = "d4e5f6"
  http_method   = "GET"
  authorizer_id = aws_api_gateway_authorizer.users.id
}

resource "aws_api_gateway_authorizer" "users" {
  name          = "users"
  rest_api_id   = "a1b2c3"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a"]
}
