variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "multi_az" {
  type    = bool
  default = false
}

variable "instance_type" {
  type    = string
  default = "t3.micro"
}

locals {
  multi_az_by_env      = { dev = false, staging = false, prod = true }
  instance_type_by_env = { dev = "t3.micro", staging = "t3.small", prod = "m5.large" }
}

output "multi_az" {
  value = var.multi_az
}

resource "aws_instance" "app" {
  ami           = "ami-0123456789abcdef0"
  instance_type = var.instance_type
}
