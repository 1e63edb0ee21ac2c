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
      Region = "aws-${data.aws_region.west.name}"
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
  region = data.aws_region.current.name # where we are
  tags = {
    Region = local.region
  }
}

output "regions" {
  value = [data.aws_region.current.name, data.aws_region.home.name]
}
