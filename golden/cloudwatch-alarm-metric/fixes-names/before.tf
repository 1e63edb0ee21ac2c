# Another namespace has it.
resource "aws_cloudwatch_metric_alarm" "tasks" {
  alarm_name          = "tasks"
  namespace           = "AWS/ECS"
  metric_name         = "RunningTaskCount"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    ClusterName = "main"
    ServiceName = "api"
  }
}

# Spelt otherwise.
resource "aws_cloudwatch_metric_alarm" "drops" {
  alarm_name          = "drops"
  namespace           = "AWS/NATGateway"
  metric_name         = "PacketDropCount"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    NatGatewayId = "nat-0123456789abcdef0"
  }
}

# Known by another name.
resource "aws_cloudwatch_metric_alarm" "releases" {
  alarm_name          = "releases"
  namespace           = "AWS/CodePipeline"
  metric_name         = "PipelineExecutionFailure"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    PipelineName = "release"
  }
}

# The service's name is not that of its namespace.
resource "aws_cloudwatch_metric_alarm" "machine" {
  alarm_name          = "machine"
  namespace           = "AWS/StepFunctions"
  metric_name         = "ExecutionsFailed"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    StateMachineArn = "arn:aws:states:eu-west-1:111122223333:stateMachine:orders"
  }
}

resource "aws_cloudwatch_metric_alarm" "share" {
  alarm_name          = "share"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  evaluation_periods  = 1

  metric_query {
    id          = "share"
    expression  = "100 * errors / calls"
    return_data = true
  }

  metric_query {
    id = "errors"

    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Error"
      stat        = "Sum"
      period      = 60
      dimensions  = { FunctionName = "orders" }
    }
  }

  metric_query {
    id = "calls"

    metric {
      namespace   = "AWS/Lambda"
      metric_name = "Invocations"
      stat        = "Sum"
      period      = 60
      dimensions  = { FunctionName = "orders" }
    }
  }
}
