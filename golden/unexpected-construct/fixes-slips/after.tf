terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

variable "name" {
  type = string
}

variable "size" {
  description = "How many."
  type        = number
  default     = 1
}

locals {
  # What everything carries.
  tags = {
    Name = var.name
  }
}

output "name" {
  value = var.name
}

resource "null_resource" "note" {
  lifecycle {
    ignore_changes        = [triggers]
    create_before_destroy = true
  }

  provisioner "local-exec" {
    command = "echo"
  }
}
