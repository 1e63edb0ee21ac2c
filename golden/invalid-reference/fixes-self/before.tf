output "url" {
  value = "https://example.com/${var.name}?\"x\""
}

output "plain_url" {
  value = "https://example.com/${var.name}"
}

output "next" {
  value = <<-EOT
    Go to ${self.plain_url},
    then to ${self.url}.
  EOT
}

resource "aws_s3_bucket" "logs" {
  bucket = var.name

  tags = {
    Name = self.bucket
    Arn  = self.arn
  }
}

variable "name" {
  type = string
}
