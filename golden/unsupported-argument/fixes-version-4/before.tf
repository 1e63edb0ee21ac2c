terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 4.0"
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "logs" {
  name        = "logs"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn           = "arn:aws:iam::123456789012:role/logs"
    bucket_arn         = "arn:aws:s3:::logs"
    buffering_size     = 64
    buffering_interval = 60
  }
}
