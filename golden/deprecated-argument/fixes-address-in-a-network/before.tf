terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "aws_eip" "nat" {
  count = 2
  vpc   = true # in the network

  tags = {
    Name = "nat-${count.index}"
  }
}
