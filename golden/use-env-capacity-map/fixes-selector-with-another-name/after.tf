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
  default = null
}

locals {
  log_retention_by_tier = tomap({
    small = 7
    large = 90
  })
}

resource "aws_cloudwatch_log_group" "app" {
  name              = "app"
  retention_in_days = coalesce(var.log_retention_days, lookup(local.log_retention_by_tier, var.tier))
}
