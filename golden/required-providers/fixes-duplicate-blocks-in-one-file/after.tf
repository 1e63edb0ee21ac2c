terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = "~> 5.0", configuration_aliases = [aws.west] }
    random = { source = "hashicorp/random", version = "~> 3.0" }
    tls    = { source = "hashicorp/tls", version = "~> 4.0" }
  }
}
