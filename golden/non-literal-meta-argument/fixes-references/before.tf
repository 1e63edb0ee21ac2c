provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_s3_bucket" "quoted" {
  provider = "aws.west"

  lifecycle {
    ignore_changes       = ["tags", "tags[\"Name\"]"]
    replace_triggered_by = ["aws_s3_bucket.computed"]
  }

  depends_on = ["aws_s3_bucket.computed"]
}

resource "aws_s3_bucket" "computed" {
  provider = "${aws.west}"

  lifecycle {
    ignore_changes = [aws_s3_bucket.computed.tags, "${bucket}"] # ours
  }

  depends_on = [
    "${aws_s3_bucket.other[0].arn}", # one of them
    aws_s3_bucket.third.id,
  ]
}

resource "aws_s3_bucket" "other" {
  count    = 2
  provider = provider.aws.west

  lifecycle {
    ignore_changes = ["*"]
  }

  depends_on = aws_s3_bucket.third
}

resource "aws_s3_bucket" "third" {
  provider = aws["west"]

  lifecycle {
    ignore_changes = tags
  }
}
