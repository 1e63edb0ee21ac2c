resource "aws_s3_bucket" "logs" {
  bucket = "logs"
  force_destroy = true
  tags = {
    Name = "logs"
  }
}

variable "sizes" {
  type    = list(number)
  default = [1]
}
