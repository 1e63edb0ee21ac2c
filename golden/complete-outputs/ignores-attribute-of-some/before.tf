resource "aws_s3_bucket" "site" {
  bucket = "site"
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

output "website_endpoint" {
  value = aws_s3_bucket.site.website_endpoint
}
