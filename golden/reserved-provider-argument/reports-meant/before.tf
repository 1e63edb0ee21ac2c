variable "regions" {
  type = set(string)
}

provider "aws" {
  for_each = var.regions
  alias    = "by_region"
  region   = each.value
}

provider "datadog" {
  source = "DataDog/datadog"
  count  = 2

  locals {
    a = 1
  }
}
