variable "instance_count_2" {
  type = number
}

variable "instance_count" {
  type = number
}

locals {
  all = var.instance_count_2 + var.instance_count
}
