terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 4.67"
    }
  }
}

resource "aws_db_instance" "orders" {
  identifier        = "orders"
  engine            = "postgres"
  instance_class    = "db.t4g.small"
  allocated_storage = 20
}

resource "aws_cloudwatch_metric_alarm" "database" {
  alarm_name          = "database"
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  period              = 60
  evaluation_periods  = 2

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.orders.id
  }
}
