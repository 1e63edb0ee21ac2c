variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "multi_az" {
  type    = bool
  default = null
}

variable "instance_type" {
  type    = string
  default = null
}

locals {
  multi_az_by_env      = { dev = false, staging = false, prod = true }
  instance_type_by_env = { dev = "t3.micro", staging = "t3.small", prod = "m5.large" }
}

output "multi_az" {
  value = coalesce(var.multi_az, lookup(local.multi_az_by_env, var.env))
}

resource "aws_instance" "app" {
  ami           = "ami-0123456789abcdef0"
  instance_type = coalesce(var.instance_type, lookup(local.instance_type_by_env, var.env))
}
