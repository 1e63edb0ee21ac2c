provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "archive"
  region = local.archive_region
}

provider "aws" {
  alias  = "replica"
  region = var.replica_region
}

provider "random" {}
