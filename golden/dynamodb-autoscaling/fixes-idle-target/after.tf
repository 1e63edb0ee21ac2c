resource "aws_dynamodb_table" "orders" {
  name           = "orders"
  read_capacity  = 10
  write_capacity = 10
  hash_key       = "id"

  attribute {
    name = "id"
    type = "S"
  }

  lifecycle {
    ignore_changes = [read_capacity, tags, write_capacity]
  }
}

resource "aws_appautoscaling_target" "orders_write_2" {
  max_capacity       = 100
  min_capacity       = 5
  resource_id        = "table/${aws_dynamodb_table.orders.name}"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_policy" "orders_write" {
  name               = "DynamoDBWriteCapacityUtilization:${aws_appautoscaling_target.orders_write_2.resource_id}"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.orders_write_2.resource_id
  scalable_dimension = aws_appautoscaling_target.orders_write_2.scalable_dimension
  service_namespace  = aws_appautoscaling_target.orders_write_2.service_namespace

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }

    target_value = 70
  }
}

resource "aws_appautoscaling_target" "orders" {
  max_capacity       = 20
  min_capacity       = 10
  resource_id        = "table/${aws_dynamodb_table.orders.name}"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_policy" "orders_read" {
  name               = "DynamoDBReadCapacityUtilization:${aws_appautoscaling_target.orders.resource_id}"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.orders.resource_id
  scalable_dimension = aws_appautoscaling_target.orders.scalable_dimension
  service_namespace  = aws_appautoscaling_target.orders.service_namespace

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }

    target_value = 70
  }
}

# For something else.
resource "aws_appautoscaling_target" "orders_write" {
  max_capacity       = 4
  min_capacity       = 1
  resource_id        = "service/shop/orders"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
}
