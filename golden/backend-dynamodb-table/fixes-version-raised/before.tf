terraform {
  required_version = ">= 1.5.0" # as on the build machines

  backend "s3" {
    bucket         = "acme-state"
    dynamodb_table = "acme-state-locks" # one for all teams
  }
}
