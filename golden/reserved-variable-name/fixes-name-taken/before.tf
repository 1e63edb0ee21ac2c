variable "count" {
  type = number
}

variable "instance_count" {
  type = number
}

locals {
  all = var.count + var.instance_count
}
