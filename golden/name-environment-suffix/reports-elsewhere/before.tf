variable "environment_suffix" {
  type = string
}

resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}

resource "aws_iam_policy" "read" {
  name   = lower("Read")
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme-logs/*" }] })
}
