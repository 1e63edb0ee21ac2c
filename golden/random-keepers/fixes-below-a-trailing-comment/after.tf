variable "env" {
  type = string
}

resource "random_id" "queue" {
  byte_length = 4
  prefix      = "q-" # short

  keepers = {
    env = var.env
  }
}

resource "random_id" "flat" {
  byte_length = 4

  keepers = {
    env = var.env
  }
}
