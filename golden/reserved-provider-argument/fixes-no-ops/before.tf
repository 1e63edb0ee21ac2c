terraform {
  required_providers {
    datadog = {
      source  = "DataDog/datadog"
      version = ">= 3.0"
    }
  }
}

provider "datadog" {
  source = "DataDog/datadog"
}

provider "aws" {
  source = "hashicorp/aws"
  count  = 1
  region = "us-east-1"
}
