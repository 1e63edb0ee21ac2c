variable "name" {
  type    = string
  default = "sg-web"
}

resource "aws_security_group" "web" {
  name = "web-sg"
}

resource "aws_security_group" "given" {
  name = var.name
}

resource "aws_security_group" "letters" {
  name = "sgx-web"
}

# Neither EC2 nor the provider minds these.
resource "aws_security_group" "capitals" {
  name = "SG-web"
}
