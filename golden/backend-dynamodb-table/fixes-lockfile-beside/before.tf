terraform {
  backend "s3" {
    bucket         = "acme-state"
    dynamodb_table = "acme-state-locks"
    use_lockfile   = false
  }
}
