variable "aws_region" {
  type = string
}

variable "env" {
  type = string
}

variable "vpc_cidr" {
  type = string
}

variable "subnet" {
  type = list(string)
}

variable "name" {
  type = string
}

# Used under its own name: then the other one is another one.
variable "project" {
  type = string
}

provider "aws" {
  region = var.region
}

resource "aws_vpc" "main" {
  cidr_block = var.vcp_cidr

  tags = {
    Environment = var.environment
    Project     = var.project
    Subnets     = join(",", var.subnets)
    Label       = upper(var.project_name)
  }
}
