terraform {
  required_providers {
    acme = {
      source  = "registry.example.org/acme/acme"
      version = "1.2.0"
    }
  }
}

module "order" {
  source = "./order"
}
