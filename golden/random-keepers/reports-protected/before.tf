variable "env" {
  type = string
}

resource "random_password" "master" {
  length = 24

  lifecycle {
    prevent_destroy = true
  }
}
