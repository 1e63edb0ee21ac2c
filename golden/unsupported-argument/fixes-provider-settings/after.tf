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
  region                   = "eu-west-1"
  s3_use_path_style        = true
  shared_credentials_files = ["~/.aws/credentials"]
}

provider "kubernetes" {
  host = "https://kubernetes.example.com"
}

provider "kubernetes" {
  alias            = "file"
  load_config_file = true
}
