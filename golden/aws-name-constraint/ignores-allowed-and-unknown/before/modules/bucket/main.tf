variable "name" {
  type    = string
  default = "BAD"
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
}
