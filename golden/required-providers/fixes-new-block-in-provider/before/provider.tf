# Where everything goes.
provider "aws" {
  region = "eu-west-1"
}
