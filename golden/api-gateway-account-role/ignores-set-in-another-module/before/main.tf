resource "aws_api_gateway_account" "all" {
  cloudwatch_role_arn = "arn:aws:iam::111122223333:role/logs"
}

module "api" {
  source = "./api"
}
