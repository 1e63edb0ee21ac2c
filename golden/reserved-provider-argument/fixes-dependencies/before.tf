resource "aws_iam_role" "deploy" {
  assume_role_policy = "{}"
}

provider "aws" {
  alias  = "deploy"
  region = "us-east-1"

  assume_role {
    role_arn = aws_iam_role.deploy.arn
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_iam_role.deploy]
}
