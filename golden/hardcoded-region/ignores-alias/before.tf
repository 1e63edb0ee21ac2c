# The default configuration is in a file that is not here.
provider "aws" {
  alias  = "certificates"
  region = "us-east-1"
}

variable "aws_region" {
  type    = string
  default = "us-east-1"
}
