provider "aws" {
  region = "us-east-1"
}

resource "aws_s3_bucket" "logs" {
  bucket_prefix = "logs"
}

resource "aws_security_group" "web" {
  count = 2
}

resource "aws_sns_topic" "alerts" {
  name   = "alerts"
  policy = data.aws_iam_policy_document.publish.json

  depends_on = ["aws_kms_key.quoted"]
}

output "all" {
  value = {
    other    = aws_s3_bucket.cloudtrail.id
    near     = aws_security_group.webs.id
    type     = aws_db_instance.main.arn
    call     = module.network.vpc
    provider = aws.west
    inside   = [for zone in data.aws_route53_zone.all : zone.name]
  }
}
