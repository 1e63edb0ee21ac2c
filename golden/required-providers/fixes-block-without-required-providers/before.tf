terraform {
  backend "s3" {
    key = "state"
  }
}

resource "random_id" "suffix" {
  byte_length = 4
}
