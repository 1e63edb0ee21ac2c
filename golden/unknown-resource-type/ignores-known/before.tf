terraform {
  required_providers {
    other = {
      source = "example/aws"
    }
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

resource "other_s3_bucket_encryption" "logs" {
}

resource "google_storage_bucket" "no_schema" {
}

resource "aws_s3_bucket_encryption" "of_another_provider" {
  provider = other
}

resource "terraform_data" "built_in" {
}
