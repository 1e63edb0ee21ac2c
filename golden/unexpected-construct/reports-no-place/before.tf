region = "us-east-1"

dynamic "tag" {
  for_each = { Name = "node" }
  content {
    key   = tag.key
    value = tag.value
  }
}

locals "all" {
  name = "logs"
}

variable {
  type = string
}

resource "aws_s3_bucket" {
  bucket = "logs"
}

variable "name" {
  required = false

  validation {
    condition = var.name != ""
  }
}

check "name" {
  data "http" "one" {
    url = "https://example.com"
  }

  data "http" "two" {
    url = "https://example.com"
  }
}

output "name" {
  description = "The name."

  lifecycle {}
}
