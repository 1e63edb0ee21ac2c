resource "aws_cloudwatch_metric_alarm" "tasks" {
  alarm_name          = "tasks"
  namespace           = "AWS/ECS"
  metric_name         = "RunningTaskCount"
  statistic           = "Minimum"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = 60
  evaluation_periods  = 2
  dimensions          = { ClusterName = "main" }
}
