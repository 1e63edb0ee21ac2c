resource "aws_iam_role" "task" {
  name               = "task"
  assume_role_policy = "{}"
}

resource "aws_iam_policy" "task" {
  name   = "task"
  policy = "{}"
}

resource "aws_iam_role_policy_attachment" "task" {
  role       = aws_iam_role.task.name
  policy_arn = aws_iam_policy.task.arn
}

resource "aws_subnet" "a" {
  vpc_id = "vpc-0123456789abcdef0"
}

resource "aws_subnet" "b" {
  count  = 2
  vpc_id = "vpc-0123456789abcdef0"
}

resource "aws_ecs_service" "task" {
  name            = "task"
  task_definition = "task:1"

  network_configuration {
    subnets          = [aws_subnet.a.id, "subnet-0123456789abcdef0"]
    assign_public_ip = false
  }
}

resource "aws_lambda_event_source_mapping" "topic" {
  for_each      = toset(["orders", "payments"])
  function_name = "consumer"
  topics        = [each.value]
}
