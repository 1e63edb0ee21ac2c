provider "registry.terraform.io/hashicorp/aws" {
  version = "4.67.0"
}
