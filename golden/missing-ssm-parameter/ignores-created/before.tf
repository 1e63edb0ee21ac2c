variable "env" {
  type = string
}

locals {
  names = ["limit", "size"]
}

resource "aws_ssm_parameter" "orders" {
  for_each = toset(local.names)
  name     = "/orders/${each.key}"
  type     = "String"
  value    = "10"
}

data "aws_ssm_parameter" "shared" {
  name = "/shared/token"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1"

  environment {
    variables = {
      SSM_PREFIX      = "/orders"
      LIMIT_PARAMETER = "/orders/limit"
      PARAMETERS      = "no names"
    }
  }
}

resource "local_file" "code" {
  filename = "${path.module}/index.py"
  content  = <<-EOT
    import boto3, os

    ssm = boto3.client("ssm")
    ssm.get_parameter(Name="/shared/token")
    ssm.get_parameter(Name="/aws/service/eks/optimized-ami/1.31/amazon-linux-2023/recommended/image_id")
    # Put together by the code.
    ssm.get_parameter(Name=f"/{os.environ['STAGE']}/rules")
    ssm.get_parameter(Name="/rules/" + os.environ["STAGE"])
    ssm.get_parameter(Name="/rules/{}".format(os.environ["STAGE"]))
    ssm.get_parameter(Name=os.environ["LIMIT_PARAMETER"])
    # Made by the code.
    ssm.get_parameter(Name="/orders/last-run/time")
    ssm.put_parameter(Name="/orders/last-run/time", Value="now", Overwrite=True)
  EOT
}

resource "aws_iam_policy" "orders" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "ssm:GetParameter"
      Resource = "arn:aws:ssm:*:*:parameter/${var.env}/*"
    }]
  })
}
