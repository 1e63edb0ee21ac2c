variable "env" {
  type = string
}

variable "project_name" {
  type = string
}

resource "random_id" "keepers" {
  byte_length = 4

  lifecycle {
    ignore_changes = [keepers]
  }
}

resource "random_id" "all" {
  byte_length = 4

  lifecycle {
    ignore_changes = all
  }
}
