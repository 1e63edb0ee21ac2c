variable "schedules" {
  type = map(string)
}

resource "aws_cloudwatch_event_rule" "all" {
  for_each            = var.schedules
  schedule_expression = each.value
}

module "store" {
  source = "./store"
}
