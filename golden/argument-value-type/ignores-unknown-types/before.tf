variable "subnets" {
  type = list(string)
}

variable "any" {}

locals {
  actions = ["arn:aws:sns:eu-west-1:123456789012:alerts"]
}

resource "aws_autoscaling_group" "workers" {
  min_size             = "1"
  max_size             = 2
  vpc_zone_identifier  = var.subnets
  termination_policies = var.any
}

resource "aws_subnet" "each" {
  for_each   = toset(var.subnets)
  vpc_id     = var.subnets[0]
  cidr_block = each.key
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  alarm_actions       = local.actions
  ok_actions          = null
}
