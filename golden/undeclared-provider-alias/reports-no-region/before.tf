provider "aws" {
  region = "eu-west-1"
}

resource "aws_s3_bucket" "replica" {
  provider = aws.replica

  bucket_prefix = "replica"
}

resource "google_storage_bucket" "copy" {
  provider = google.other

  name     = "copy"
  location = "EU"
}
