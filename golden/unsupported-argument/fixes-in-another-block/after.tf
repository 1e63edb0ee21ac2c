resource "aws_lambda_function" "hello" {
  function_name = "hello"
  role          = "arn:aws:iam::123456789012:role/hello"
  filename      = "hello.zip"

  tracing_config {
    mode = "Active"
  }

  vpc_config {
    subnet_ids         = ["subnet-0123456789abcdef0"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_ecr_repository" "app" {
  name = "app"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecs_service" "app" {
  name             = "app"
  task_definition  = "app:1"
  wait_for_steady_state = true

  network_configuration {
    subnets             = ["subnet-0123456789abcdef0"]
    assign_public_ip      = true
  }
}
