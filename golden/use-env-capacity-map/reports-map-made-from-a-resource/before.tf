variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "bucket_name" {
  type    = string
  default = "orders-dev"
}

resource "aws_s3_bucket" "shared" {
  bucket = "orders"
}

locals {
  bucket_name_by_env = {
    dev     = "orders-dev"
    staging = "${aws_s3_bucket.shared.bucket}-staging"
    prod    = "orders"
  }
}

resource "aws_s3_bucket" "orders" {
  bucket = var.bucket_name
}
