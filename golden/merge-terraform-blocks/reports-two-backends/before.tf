terraform {
  backend "s3" {
    bucket = "a"
  }
}

terraform {
  backend "s3" {
    bucket = "b"
  }

  backend "local" {
  }
}
