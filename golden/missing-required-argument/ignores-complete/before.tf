variable "attributes" {
  type = map(string)
}

resource "aws_dynamodb_table" "dynamic_blocks" {
  name     = "items"
  hash_key = "id"

  dynamic "attribute" {
    for_each = var.attributes
    content {
      name = attribute.key
      type = attribute.value
    }
  }
}

resource "aws_security_group" "attributes_as_blocks" {
  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
  }
}

resource "nosuch_thing" "unknown_provider" {}

resource "aws_unheard_of" "type" {}
