resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_lambda_function" "hello" {
  count = 2

  function_name = "hello-${count.index}"
  role          = "arn:aws:iam::123456789012:role/hello"
  filename      = "hello.zip"
}

resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = "arn:aws:iam::123456789012:role/eks"

  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0"]
  }
}

data "aws_caller_identity" "current" {}

locals {
  account = "account-${data.aws_caller_identity.current.account}"
  issuer  = aws_eks_cluster.main.oidc_issuer_url
}

output "names" {
  value = [aws_sqs_queue.jobs.queue_url, aws_sqs_queue.jobs.queue_arn, aws_lambda_function.hello[0].name]
}

output "all" {
  value = aws_lambda_function.hello[*].lambda_arn
}

resource "aws_api_gateway_deployment" "api" {
  rest_api_id = "a1b2c3"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = "a1b2c3"
  deployment_id = aws_api_gateway_deployment.api.id
  stage_name    = "live"
}

output "url" {
  value = "${aws_api_gateway_deployment.api.invoke_url}/items"
}
