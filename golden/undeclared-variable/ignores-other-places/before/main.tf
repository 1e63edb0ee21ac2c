variable "name" {
  default = "a"
}

resource "terraform_data" "one" {
  input = var.name

  lifecycle {
    ignore_changes = [input]
  }
}
