terraform {
  required_providers {
    random = { source = "hashicorp/random" }
    null   = { source = "hashicorp/null", version = "~> 3.0" }
  }
}

resource "random_id" "suffix" {
  byte_length = 4
}

resource "null_resource" "done" {}
