terraform {
  backend "s3" {
    key    = "orders/terraform.tfstate"
    region = "eu-west-1"
  }
}
