provider "aws" {
  alias  = "eu"
  region = "eu-west-1"
}

variable "keys" {
  type    = map(string)
  default = {}
}

resource "aws_kms_key" "eu" {
  provider    = aws.eu
  description = "Orders"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  replica {
    region_name = "eu-west-1"
    kms_key_arn = aws_kms_key.eu.arn
  }

  replica {
    region_name = "us-west-2"
    kms_key_arn = var.keys["us-west-2"]
  }
}
