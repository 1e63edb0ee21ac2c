terraform {
  required_version = ">= 1.10"

  backend "s3" {
    bucket         = "acme-state"
    key            = "orders/terraform.tfstate"
    dynamodb_table = "acme-state-locks"
    use_lockfile   = true
  }
}
