provider "aws" {
  region = "eu-west-1"
  colour = "blue"

  tags = {
    Team = "platform"
  }
}
