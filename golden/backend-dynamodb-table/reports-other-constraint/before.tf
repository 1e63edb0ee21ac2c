terraform {
  required_version = "~> 1.5"

  backend "s3" {
    bucket         = "acme-state"
    dynamodb_table = "acme-state-locks"
  }
}
