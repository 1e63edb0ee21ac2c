terraform {
  required_version = ">= 1.5"
}

resource "random_id" "suffix" {
  byte_length = 4
}
