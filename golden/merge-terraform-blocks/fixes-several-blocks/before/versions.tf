terraform {
  required_version = ">= 1.5"
}

terraform {
  required_providers {
    random = {
      source = "hashicorp/random"
    }
  }
}

terraform {
  required_version = ">= 1.6"
}
