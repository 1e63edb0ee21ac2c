resource "aws_cloudwatch_metric_alarm" "tasks" {
  namespace = "ECS/ContainerInsights"
}
