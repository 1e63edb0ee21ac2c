resource "aws_sns_topic" "alerts" {
  name = "alerts-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.name}"
}
