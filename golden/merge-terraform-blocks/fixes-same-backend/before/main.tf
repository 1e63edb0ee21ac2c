terraform {
  required_version = ">= 1.5"

  backend "s3" {
    bucket = "state"
    key    = "app.tfstate"
    region = "us-east-1"
  }
}
