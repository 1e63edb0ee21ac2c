terraform {
  required_providers {
    random = "~> 3.0"
    aws    = "~> 5.9"
  }
}
