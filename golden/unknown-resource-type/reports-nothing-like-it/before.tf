resource "aws_sagemaker_endpoint" "model" {
  endpoint_config_name = "model"
}

data "aws_sagemaker_endpoint" "model" {
  name = "model"
}

resource "aws_iam_policy_document" "assume" {
}

resource "aws_s3_bucket_mfa_delete" "logs" {
  bucket = "logs"
}

resource "aws_cloudwatch_alarm" "cpu" {
  alarm_name = "cpu"
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "cpu"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
}

data "aws_caller_identitys" "plural" {}
