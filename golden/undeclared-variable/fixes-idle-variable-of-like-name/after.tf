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

variable "project_name" {
  type = string
}

provider "aws" {
  region = var.aws_region
}

resource "aws_vpc" "main" {
  cidr_block = var.vpc_cidr

  tags = {
    Environment = var.env
    Project     = var.project
    Subnets     = join(",", var.subnet)
    Label       = upper(var.project_name)
  }
}
