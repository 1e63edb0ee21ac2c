output "url" {
  value = "https://example.com/${var.name}?\"x\""
}

output "plain_url" {
  value = "https://example.com/${var.name}"
}

output "next" {
  value = <<-EOT
    Go to https://example.com/${var.name},
    then to ${"https://example.com/${var.name}?\"x\""}.
  EOT
}

resource "aws_s3_bucket" "logs" {
  bucket = var.name

  tags = {
    Name = var.name
    Arn  = self.arn
  }
}

variable "name" {
  type = string
}
