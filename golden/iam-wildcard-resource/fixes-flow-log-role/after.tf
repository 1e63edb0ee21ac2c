resource "aws_cloudwatch_log_group" "traffic" {
  name = "/vpc/traffic"
}

resource "aws_cloudwatch_log_group" "app" {
  name = "/app"
}

resource "aws_flow_log" "traffic" {
  vpc_id          = "vpc-0123456789abcdef0"
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_logs.arn
  log_destination = aws_cloudwatch_log_group.traffic.arn
}

resource "aws_iam_role" "flow_logs" {
  name               = "flow-logs"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "flow_logs" {
  role = aws_iam_role.flow_logs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
        Resource = "${aws_cloudwatch_log_group.traffic.arn}:*"
      },
      {
        Effect   = "Allow"
        Action   = "logs:DescribeLogGroups"
        Resource = "*"
      },
    ]
  })
}

# The same for a role that others have, too.
resource "aws_flow_log" "more_traffic" {
  vpc_id          = "vpc-0123456789abcdef1"
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.shared.arn
  log_destination = aws_cloudwatch_log_group.traffic.arn
}

resource "aws_iam_instance_profile" "app" {
  role = aws_iam_role.shared.name
}

resource "aws_iam_role" "shared" {
  name               = "shared"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "shared" {
  role = aws_iam_role.shared.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "*" }]
  })
}

output "flow_logs_role_arn" {
  value = aws_iam_role.flow_logs.arn
}
