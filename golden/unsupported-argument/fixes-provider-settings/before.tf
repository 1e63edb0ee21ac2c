terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 2.0"
    }
  }
}

provider "aws" {
  region                  = "eu-west-1"
  s3_force_path_style     = true
  skip_get_ec2_platforms  = true
  shared_credentials_file = "~/.aws/credentials"
}

provider "kubernetes" {
  host             = "https://kubernetes.example.com"
  load_config_file = false
}

provider "kubernetes" {
  alias            = "file"
  load_config_file = true
}
