data "aws_ami" "base" {
  most_recent = true
  owners      = ["amazon"]
}

output "image" {
  value = data.aws_ami.server.id
}
