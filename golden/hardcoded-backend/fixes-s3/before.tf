terraform {
  required_version = ">= 1.10"

  backend "s3" {
    bucket         = "acme-state"
    key            = "orders/terraform.tfstate" # one for each service
    region         = "eu-west-1"
    dynamodb_table = "acme-state-locks"
    encrypt        = true
  }
}
