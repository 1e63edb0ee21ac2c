variable "team" {
  type    = string
  default = "Core.Data"
}

variable "stage" {
  type = string

  validation {
    condition     = contains(["test", "integration-and-acceptance"], var.stage)
    error_message = "Unknown stage."
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "access-logs-${var.stage}" # once
}

resource "aws_ecr_repository" "api" {
  name = lower("${var.team}/api")
}

resource "aws_lambda_function" "api" {
  function_name = "orders-api"
  role          = "arn:aws:iam::210987654321:role/api"
  package_type  = "Image"
  image_uri     = "210987654321.dkr.ecr.eu-west-1.amazonaws.com/api:1"
}

resource "aws_lb" "web" {
  name = "web-${var.stage}"
}

resource "aws_opensearch_domain" "search" {
  domain_name = substr("search-${var.stage}", 0, 28)
}

resource "aws_iam_role" "api" {
  name_prefix        = "a-role-for-the-programming-interface-o"
  assume_role_policy = "{}"
}

resource "aws_db_instance" "orders" {
  identifier     = "orders-db"
  db_name        = "orders_db"
  instance_class = "db.t4g.micro"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders-table"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

output "table" {
  value = "arn:aws:dynamodb:eu-west-1:210987654321:table/orders table"
}
