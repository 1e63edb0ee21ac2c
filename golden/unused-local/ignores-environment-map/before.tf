variable "environment" {
  type    = string
  default = "dev"
}

variable "size" {
  type    = number
  default = 1
}

locals {
  sizes = {
    dev  = 1
    prod = 3
  }
}

output "all" {
  value = "${var.environment}-${var.size}"
}
