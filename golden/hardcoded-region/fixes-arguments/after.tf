provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

resource "aws_iam_policy" "logs" {
  name = "logs-us-east-1"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "logs:PutLogEvents"
        Resource = "arn:aws:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/app:*"
      }
    ]
  })
}

resource "aws_ecs_task_definition" "app" {
  family = "app"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "${data.aws_caller_identity.current.account_id}.dkr.ecr.${data.aws_region.current.id}.amazonaws.com/app:1"
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group  = "/app"
          awslogs-region = data.aws_region.current.id # where the group is
        }
      }
    }
  ])
}

resource "aws_vpc_endpoint" "west" {
  provider     = aws.west
  vpc_id       = var.vpc_id
  service_name = "com.amazonaws.us-west-2.s3"
}

variable "vpc_id" {
  type = string
}
