variable "enabled" {
  type = bool
}

resource "aws_lb" "web" {
  count = var.enabled ? 1 : 0
}

data "aws_region" "none" {
  count = (var.enabled ? 0 : 1)
}

output "dns_name" {
  value = aws_lb.web.dns_name
}

output "lb" {
  value = {
    arn    = aws_lb.web.arn
    region = data.aws_region.none.name
    tag    = aws_lb.web.tags["Name"]
  }
}
