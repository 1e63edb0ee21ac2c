provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "replica"
  region = "eu-west-2"
}

resource "aws_s3_bucket" "replica" {
  provider = aws.replica

  bucket_prefix = "replica"
}
