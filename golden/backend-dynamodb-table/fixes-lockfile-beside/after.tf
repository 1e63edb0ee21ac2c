terraform {
  backend "s3" {
    bucket       = "acme-state"
    use_lockfile = true
  }
}
