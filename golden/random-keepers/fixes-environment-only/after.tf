variable "environment" {
  type        = string
  description = "Where this is deployed"
}

resource "random_bytes" "key" {
  length = 32

  keepers = {
    environment = var.environment
  }
}

resource "random_shuffle" "zones" {
  for_each = toset(["a", "b"])

  input = ["x", "y", "z"]

  keepers = {
    environment = var.environment
  }
}
