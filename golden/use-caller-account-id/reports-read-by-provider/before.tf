locals {
  account_id = "123456789012"
}

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = [local.account_id]
}
