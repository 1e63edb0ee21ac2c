data "aws_region" "current" {}

resource "aws_ssm_parameter" "region" {
  name  = "/region"
  type  = "String"
  value = data.aws_region.current.id
}
