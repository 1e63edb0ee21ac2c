variable "aws_region" {
  type = string
}

provider "aws" {
  region = var.aws_region

  default_tags {
    tags = local.tags
  }
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"

  default_tags {
    tags = {
      Region = "aws-us-west-2"
    }
  }
}

data "aws_region" "current" {}

data "aws_region" "west" {
  provider = aws.west
}

# Another region than that of the provider.
data "aws_region" "home" {
  name = "eu-west-1"
}

locals {
  region = var.aws_region # where we are
  tags = {
    Region = local.region
  }
}

output "regions" {
  value = [data.aws_region.current.name, data.aws_region.home.name]
}
