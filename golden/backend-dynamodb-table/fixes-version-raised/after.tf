terraform {
  required_version = ">= 1.10.0" # as on the build machines

  backend "s3" {
    bucket       = "acme-state"
    use_lockfile = true # one for all teams
  }
}
