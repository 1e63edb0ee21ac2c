terraform {
  required_providers {
    acme = {
      source  = "registry.example.org/acme/acme"
      version = "1.2.0"
    }
  }
}

resource "acme_order" "anvil" {
  name = "anvil"
}
