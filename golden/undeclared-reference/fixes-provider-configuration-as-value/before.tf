provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

locals {
  # by region
  providers = {
    west = aws.west
    east = aws.east
  }

  used = [aws.west]
}

output "used" {
  value = local.used
}
