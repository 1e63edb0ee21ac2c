provider "aws" {
  alias   = "west"
  region  = "eu-west-1"
  version = "~> 5.0"

  default_tags {
    tags = {
      Team = "platform"
    }
  }

  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/deploy"
  }
}

provider "nosuch" {
  colour = "blue"
}
