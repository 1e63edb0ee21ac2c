variable "env" {
  type = string
}

variable "project_name" {
  type = string
}

resource "random_id" "suffix" {
  byte_length = 4
  keepers = {
    env     = "all"
    project = "shared"
  }
}
