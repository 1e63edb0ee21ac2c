terraform {
  required_version = ">= 1.10"

  backend "s3" {
    dynamodb_table = "acme-state-locks"
    use_lockfile   = true
  }
}
