variable "blocks" {
  description = "Blocks"
  type        = list(string)
}

variable "group" {
  description = "Group"
  type        = string
}

variable "layer" {
  description = "Layer"
  type        = string
}

variable "memory" {
  description = "Memory"
  type        = number
}

variable "name" {
  description = "Name"
  type        = string
}

variable "publish" {
  description = "Publish"
  type        = bool
}

variable "ranges" {
  description = "Ranges"
  type        = list(string)
}

variable "role" {
  description = "Role"
  type        = string
}

variable "rules" {
  description = "Rules"
  type = list(object({
    port = number
  }))
}

variable "size" {
  description = "Size"
  type        = number
}

variable "subnets" {
  description = "Subnets"
  type        = list(string)
}

variable "to_port" {
  description = "To port"
  type        = number
}

variable "vpc" {
  description = "VPC"
  type        = string
}

variable "zones" {
  description = "Zones"
  type        = list(string)
}

resource "aws_lambda_function" "a" {
  function_name = var.name
  role          = var.role
  memory_size   = var.memory
  publish       = var.publish
  layers        = [var.layer]

  vpc_config {
    subnet_ids         = var.subnets
    security_group_ids = [var.group]
  }

  environment {
    variables = {
      SIZE = var.size
    }
  }
}

resource "aws_subnet" "a" {
  count             = var.size
  vpc_id            = var.vpc
  cidr_block        = var.blocks[count.index]
  availability_zone = element(var.zones, count.index)
}

resource "aws_security_group" "a" {
  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port   = ingress.value.port
      to_port     = var.to_port
      protocol    = "tcp"
      cidr_blocks = var.ranges
    }
  }
}
