terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = "~> 5.0" }
    random = "~> 3.0"
  }
}

terraform {
  required_providers {
    random = { source = "hashicorp/random", version = "~>  3.0" }
    tls    = { source = "hashicorp/tls" }
  }
}

terraform {
  required_providers {
    aws = { source = "hashicorp/aws", configuration_aliases = [aws.west] }
    tls = { source = "hashicorp/tls", version = "~> 4.0" }
  }
}
