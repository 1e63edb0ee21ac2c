resource "aws_synthetics_canary" "probe" {
  name                 = "probe"
  artifact_s3_location = "s3://artifacts/probe"
  execution_role_arn   = "arn:aws:iam::123456789012:role/probe"
  runtime_version      = "syn-nodejs-puppeteer-9.1"
  handler              = "index.handler"

  code {
    handler   = "index.handler"
    s3_bucket = "code"
    s3_key    = "probe.zip"
  }

  schedule {
    expression = "rate(5 minutes)"
  }
}
