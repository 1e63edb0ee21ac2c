terraform {
  required_providers {
    aws    = "~> 5.0"
    random = "~> 3"
  }
}

resource "random_id" "suffix" {
  byte_length = 4
}

resource "tls_private_key" "host" {
  algorithm = "ED25519"
}
