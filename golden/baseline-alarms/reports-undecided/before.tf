variable "role_arn" {
  type = string
}

variable "package" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = var.package
  handler       = "index.handler"
  runtime       = "python3.12"
}

# How many nodes there are is not said.
resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description          = "sessions"
  node_type            = "cache.t4g.small"
}
