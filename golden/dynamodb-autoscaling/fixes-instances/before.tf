variable "tables" {
  type = map(object({ key = string, mode = string }))
}

resource "aws_dynamodb_table" "each" {
  for_each     = var.tables
  name         = each.key
  billing_mode = each.value.mode
  hash_key     = each.value.key

  attribute {
    name = each.value.key
    type = "S"
  }
}

resource "aws_dynamodb_table" "two" {
  count          = 2
  provider       = aws.replica
  name           = "two-${count.index}"
  read_capacity  = 5
  write_capacity = 5
  hash_key       = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "replica"
  region = "eu-west-2"
}
