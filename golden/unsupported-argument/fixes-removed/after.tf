resource "aws_elasticache_replication_group" "redis" {
  replication_group_id       = "redis"
  description                = "Sessions"
  transit_encryption_enabled = true
  auth_token                 = "0123456789abcdef"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = "arn:aws:sns:eu-west-1:123456789012:alerts"
  protocol  = "email"
  endpoint  = "ops@example.com"
}
