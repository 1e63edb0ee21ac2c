variable "type" {
  type    = string
  default = "AWS::RDS::DBCluster"
}

resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = "example-trail"

  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3", "arn:aws:s3:::example-data/", "arn:aws:s3:::example-data/images"]
    }

    data_resource {
      type   = "AWS::Lambda::Function"
      values = ["arn:aws:lambda", "arn:aws:lambda:us-east-1:123456789012:function:orders"]
    }

    data_resource {
      type   = var.type
      values = ["arn:aws:rds:*"]
    }
  }
}
