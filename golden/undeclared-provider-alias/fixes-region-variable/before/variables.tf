variable "replica_region" {
  type    = string
  default = "eu-west-2"
}

locals {
  archive_region = "eu-west-3"
}
