resource "aws_lambda_function" "jobs" {
  function_name = "jobs"
  role          = "arn:aws:iam::111122223333:role/jobs"
  handler       = "jobs.handler"
  runtime       = "python3.99"
  filename      = "jobs.zip"
}

resource "aws_lb_target_group" "web" {
  name     = "web"
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-1"

  health_check {
    protocol = "http"
    interval = 5
  }
}

resource "aws_cloudwatch_log_group" "jobs" {
  name              = "/aws/lambda/jobs"
  retention_in_days = var.days
}

variable "days" {
  type    = number
  default = 7
}
