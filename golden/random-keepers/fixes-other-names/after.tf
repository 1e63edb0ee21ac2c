variable "stage_name" {
  default = "dev"
}

variable "app_name" {
  type    = string
  default = "shop"
}

resource "random_id" "suffix" {
  byte_length = 4

  keepers = {
    stage = var.stage_name
    app   = var.app_name
  }
}
