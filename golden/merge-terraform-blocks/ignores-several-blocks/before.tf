terraform {
  required_version = ">= 1.5"
}

terraform {
  required_version = ">= 1.6"

  backend "local" {
  }
}
