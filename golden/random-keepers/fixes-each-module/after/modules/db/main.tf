variable "env" {
  type = string
}

resource "random_password" "master" {
  length = 24

  keepers = {
    env = var.env
  }
}
