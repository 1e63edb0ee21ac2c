# Where most of it is.
provider "aws" {
  region = "eu-west-1"
} # Ireland

# Certificates of CloudFront.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}
