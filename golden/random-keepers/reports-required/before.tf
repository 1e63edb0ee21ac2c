variable "region" {
  type = string
}

resource "random_password" "master" {
  length = 24
}

resource "random_password" "reader" {
  length = 24
  keepers = {
    region = var.region
  }
}
