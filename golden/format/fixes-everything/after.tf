variable "names" {
  type = list(string)
}

resource "aws_s3_bucket" "logs" {
  count  = length(var.names)
  bucket = var.names[count.index] # one each
  tags = {
    Name = "logs",
    Team = "platform" // who pays
  }
  depends_on = [aws_s3_bucket.other, ]

  lifecycle { prevent_destroy = true }
}

resource "aws_s3_bucket" "other" {}
