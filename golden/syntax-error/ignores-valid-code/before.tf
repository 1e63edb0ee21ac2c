variable "region" { default = "eu-west-1" }

locals {
  a = "\n $${x}"
  b = [1, 2]
}
