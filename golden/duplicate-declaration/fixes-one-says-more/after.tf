variable "cidr" {
  type    = string
  default = "10.0.0.0/16"

  validation {
    condition     = can(cidrhost(var.cidr, 0))
    error_message = "Must be a CIDR block."
  }
}

provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = { App = "x" }
  }
}
