variable "mode" {
  type    = string
  default = "PAY_PER_REQUEST"
}

variable "read_units" {
  type    = number
  default = 10
}

resource "aws_dynamodb_table" "orders" {
  name           = "orders"
  billing_mode   = var.mode
  read_capacity  = var.mode == "PROVISIONED" ? var.read_units : null
  write_capacity = var.mode == "PROVISIONED" ? 50 : null
  hash_key       = "id"

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "customer"
    type = "S"
  }

  global_secondary_index {
    name            = "by-customer"
    hash_key        = "customer"
    projection_type = "ALL"
    read_capacity   = var.mode == "PROVISIONED" ? 5 : null
    write_capacity  = var.mode == "PROVISIONED" ? 5 : null
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [read_capacity, write_capacity, global_secondary_index]
  }
}

resource "aws_appautoscaling_target" "orders_read" {
  count = var.mode == "PROVISIONED" ? 1 : 0

  max_capacity       = 40
  min_capacity       = var.read_units
  resource_id        = "table/${aws_dynamodb_table.orders.name}"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_policy" "orders_read" {
  count = length(aws_appautoscaling_target.orders_read)

  name               = "DynamoDBReadCapacityUtilization:${aws_appautoscaling_target.orders_read[count.index].resource_id}"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.orders_read[count.index].resource_id
  scalable_dimension = aws_appautoscaling_target.orders_read[count.index].scalable_dimension
  service_namespace  = aws_appautoscaling_target.orders_read[count.index].service_namespace

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }

    target_value = 60
  }
}

resource "aws_appautoscaling_target" "orders_write" {
  count = var.mode == "PROVISIONED" ? 1 : 0

  max_capacity       = 40
  min_capacity       = 40
  resource_id        = "table/${aws_dynamodb_table.orders.name}"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_policy" "orders_write" {
  count = length(aws_appautoscaling_target.orders_write)

  name               = "DynamoDBWriteCapacityUtilization:${aws_appautoscaling_target.orders_write[count.index].resource_id}"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.orders_write[count.index].resource_id
  scalable_dimension = aws_appautoscaling_target.orders_write[count.index].scalable_dimension
  service_namespace  = aws_appautoscaling_target.orders_write[count.index].service_namespace

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }

    target_value = 60
  }
}

resource "aws_appautoscaling_target" "orders_index_read" {
  for_each = var.mode == "PROVISIONED" ? toset(["by-customer"]) : toset([])

  max_capacity       = 40
  min_capacity       = 5
  resource_id        = "table/${aws_dynamodb_table.orders.name}/index/${each.key}"
  scalable_dimension = "dynamodb:index:ReadCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_policy" "orders_index_read" {
  for_each = aws_appautoscaling_target.orders_index_read

  name               = "DynamoDBReadCapacityUtilization:${aws_appautoscaling_target.orders_index_read[each.key].resource_id}"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.orders_index_read[each.key].resource_id
  scalable_dimension = aws_appautoscaling_target.orders_index_read[each.key].scalable_dimension
  service_namespace  = aws_appautoscaling_target.orders_index_read[each.key].service_namespace

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }

    target_value = 60
  }
}

resource "aws_appautoscaling_target" "orders_index_write" {
  for_each = var.mode == "PROVISIONED" ? toset(["by-customer"]) : toset([])

  max_capacity       = 40
  min_capacity       = 5
  resource_id        = "table/${aws_dynamodb_table.orders.name}/index/${each.key}"
  scalable_dimension = "dynamodb:index:WriteCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_policy" "orders_index_write" {
  for_each = aws_appautoscaling_target.orders_index_write

  name               = "DynamoDBWriteCapacityUtilization:${aws_appautoscaling_target.orders_index_write[each.key].resource_id}"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.orders_index_write[each.key].resource_id
  scalable_dimension = aws_appautoscaling_target.orders_index_write[each.key].scalable_dimension
  service_namespace  = aws_appautoscaling_target.orders_index_write[each.key].service_namespace

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }

    target_value = 60
  }
}
