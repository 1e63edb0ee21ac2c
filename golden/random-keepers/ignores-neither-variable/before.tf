variable "region" {
  type = string
}

resource "random_password" "master" {
  length = 24
}
