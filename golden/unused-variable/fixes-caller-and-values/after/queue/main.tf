variable "name" {
  type = string
}

resource "random_pet" "queue" {
  prefix = var.name
}
