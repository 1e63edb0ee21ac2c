resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  bucket = "logs"
  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}

resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port = 443
    to_port = 443
    protocol = "tcp"
  }

  egress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
  }
  timeouts { create = "5m" }
  tags = { Name = "web" }
}

variable "one" { type = string }
variable "two" { type = string }

output "one" {
  value = var.one
}

output "two" {
  value = var.two
}
