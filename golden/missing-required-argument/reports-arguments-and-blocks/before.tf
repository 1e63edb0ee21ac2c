resource "aws_sns_topic_subscription" "ops" {
  topic_arn = "arn:aws:sns:eu-west-1:123456789012:alerts"
}

resource "aws_synthetics_canary" "probe" {
  name                 = "probe"
  artifact_s3_location = "s3://artifacts/probe"
  execution_role_arn   = "arn:aws:iam::123456789012:role/probe"
  runtime_version      = "syn-nodejs-puppeteer-9.1"
  handler              = "index.handler"
}

data "aws_ssm_parameter" "password" {
  with_decryption = true
}
