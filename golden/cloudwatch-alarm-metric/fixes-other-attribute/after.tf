resource "aws_db_instance" "orders" {
  count = 2

  identifier        = "orders-${count.index}"
  engine            = "postgres"
  instance_class    = "db.t4g.small"
  allocated_storage = 20
}

resource "aws_lb" "main" {
  name = "main"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_ecs_cluster" "main" {
  name = "main"
}

resource "aws_cloudwatch_metric_alarm" "database" {
  count = 2

  alarm_name          = "database"
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.orders[count.index].identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "balancer" {
  alarm_name          = "balancer"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_ELB_5XX_Count"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    LoadBalancer = aws_lb.main.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "queue" {
  alarm_name          = "queue"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    QueueName = aws_sqs_queue.orders.name # the name
  }
}

resource "aws_cloudwatch_metric_alarm" "cluster" {
  alarm_name          = "cluster"
  namespace           = "AWS/ECS"
  metric_name         = "CPUUtilization"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    ClusterName = aws_ecs_cluster.main.name
    ServiceName = "api"
  }
}
