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
  value = one(aws_lb.web[*].dns_name)
}

output "lb" {
  value = {
    arn    = one(aws_lb.web[*].arn)
    region = one(data.aws_region.none[*].name)
    tag    = one(aws_lb.web[*].tags["Name"])
  }
}
