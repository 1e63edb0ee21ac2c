terraform {
  required_providers {
    datadog = {
      source  = "DataDog/datadog"
      version = ">= 3.0"
    }
  }
}

provider "datadog" {}

provider "aws" {
  region = "us-east-1"
}
