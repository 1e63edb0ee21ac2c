module "api" {
  source = "example.com/lambda"
}

resource "aws_lambda_provisioned_concurrency_config" "named" {
  function_name                     = "api"
  qualifier                         = "live"
  provisioned_concurrent_executions = 5
}

resource "aws_lambda_provisioned_concurrency_config" "module" {
  function_name                     = module.api.function_name
  qualifier                         = module.api.version
  provisioned_concurrent_executions = 5
}
