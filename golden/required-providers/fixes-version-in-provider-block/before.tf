terraform {
  required_providers {
    random = "~> 3.0"
  }
}

provider "aws" {
  version = "~> 4.0"
  region  = "eu-west-1"
}
