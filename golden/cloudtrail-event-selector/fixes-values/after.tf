resource "aws_s3_bucket" "data" {
  bucket = "example-data"
}

data "aws_partition" "current" {}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = "example-trail"

  event_selector {
    data_resource {
      type = "AWS::S3::Object"
      values = [
        "arn:aws:s3", # everything
        "${aws_s3_bucket.data.arn}/",
        "${aws_s3_bucket.data.arn}/",
      ]
    }

    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:${data.aws_partition.current.partition}:lambda"]
    }

    # Tables, too.
    data_resource {
      type   = "AWS::DynamoDB::Table"
      values = ["arn:aws:dynamodb"]
    }
  }
}
