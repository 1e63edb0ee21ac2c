variable "tier" {
  type    = string
  default = "small"

  validation {
    condition     = contains(["small", "large"], var.tier)
    error_message = "Use small or large."
  }
}

variable "log_retention_days" {
  type    = number
  default = 7
}

locals {
  log_retention_by_tier = tomap({
    small = 7
    large = 90
  })
}

resource "aws_cloudwatch_log_group" "app" {
  name              = "app"
  retention_in_days = var.log_retention_days
}
