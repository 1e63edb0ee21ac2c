variable "tier" {
  type = string
}

variable "env" {
  type = string
}

variable "product" {
  type = string
}

resource "random_id" "suffix" {
  byte_length = 4

  keepers = {
    tier    = var.tier
    product = var.product
  }
}
