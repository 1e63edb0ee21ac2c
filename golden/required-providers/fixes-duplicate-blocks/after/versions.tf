terraform {
  required_providers {
    aws = {
      source  = "registry.terraform.io/hashicorp/aws"
      version = "~> 5.0"
    }
    null = {
      source  = "hashicorp/null"
      version = "~> 3.0"
    }
    # Suffixes of names.
    random = {
      source  = "hashicorp/random"
      version = "~> 3.6"
    } # 3.6 has bytes
  }
}
