locals {
  name = "logs"
}
Now let's add the bucket, with its name:

resource "aws_s3_bucket" "logs" {
  bucket = local.name
}

This configuration creates a bucket for the logs.
