resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

data "aws_region" "current" {}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs[0].id

  versioning_configuration {
    status = "Enabled"
  }

  depends_on = [aws_s3_bucket.logs[0]]
}

locals {
  old  = aws_s3_bucket.logs.0.arn
  name = "${data.aws_region.current[0].name}-${aws_s3_bucket.logs[0].tags["Name"]}"
}

module "m" {
  source = "./m"
}

output "m" {
  value = module.m[0].out
}
