provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

locals {
  used = [aws.west]
}

output "used" {
  value = local.used
}
