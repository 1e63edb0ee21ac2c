resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

data "aws_region" "current" {}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id

  versioning_configuration {
    status = "Enabled"
  }

  depends_on = [aws_s3_bucket.logs]
}

locals {
  old  = aws_s3_bucket.logs.arn
  name = "${data.aws_region.current.name}-${aws_s3_bucket.logs.tags["Name"]}"
}

module "m" {
  source = "./m"
}

output "m" {
  value = module.m.out
}
