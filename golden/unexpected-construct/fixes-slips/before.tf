required_providers {
  aws = {
    source  = "hashicorp/aws"
    version = "~> 5.0"
  }
}

provider "aws" "west" {
  region = "us-west-2"
}

variables "name" {
  type     = string
  required = true
}

variable "size" {
  desc    = "How many."
  type    = number
  defualt = 1
}

locals {
  # What everything carries.
  tags {
    Name = var.name
  }
}

outputs "name" {
  values = var.name
}

resource "null_resource" "note" {
  lifecycle {
    ignore_change = [triggers]
  }

  lifecycle {
    create_before_destroy = true
  }

  provisioner "local-exec" {
    commands = "echo"
  }
}
