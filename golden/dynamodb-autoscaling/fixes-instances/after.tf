variable "tables" {
  type = map(object({ key = string, mode = string }))
}

resource "aws_dynamodb_table" "each" {
  for_each       = var.tables
  name           = each.key
  billing_mode   = each.value.mode
  read_capacity  = each.value.mode == "PROVISIONED" ? 5 : null
  write_capacity = each.value.mode == "PROVISIONED" ? 5 : null
  hash_key       = each.value.key

  attribute {
    name = each.value.key
    type = "S"
  }

  lifecycle {
    ignore_changes = [read_capacity, write_capacity]
  }
}

resource "aws_appautoscaling_target" "each_read" {
  for_each = { for key, table in aws_dynamodb_table.each : key => table if table.billing_mode == "PROVISIONED" }

  max_capacity       = 100
  min_capacity       = 5
  resource_id        = "table/${each.value.name}"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_policy" "each_read" {
  for_each = aws_appautoscaling_target.each_read

  name               = "DynamoDBReadCapacityUtilization:${aws_appautoscaling_target.each_read[each.key].resource_id}"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.each_read[each.key].resource_id
  scalable_dimension = aws_appautoscaling_target.each_read[each.key].scalable_dimension
  service_namespace  = aws_appautoscaling_target.each_read[each.key].service_namespace

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }

    target_value = 70
  }
}

resource "aws_appautoscaling_target" "each_write" {
  for_each = { for key, table in aws_dynamodb_table.each : key => table if table.billing_mode == "PROVISIONED" }

  max_capacity       = 100
  min_capacity       = 5
  resource_id        = "table/${each.value.name}"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_policy" "each_write" {
  for_each = aws_appautoscaling_target.each_write

  name               = "DynamoDBWriteCapacityUtilization:${aws_appautoscaling_target.each_write[each.key].resource_id}"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.each_write[each.key].resource_id
  scalable_dimension = aws_appautoscaling_target.each_write[each.key].scalable_dimension
  service_namespace  = aws_appautoscaling_target.each_write[each.key].service_namespace

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }

    target_value = 70
  }
}

resource "aws_dynamodb_table" "two" {
  count          = 2
  provider       = aws.replica
  name           = "two-${count.index}"
  read_capacity  = 5
  write_capacity = 5
  hash_key       = "id"

  attribute {
    name = "id"
    type = "S"
  }

  lifecycle {
    ignore_changes = [read_capacity, write_capacity]
  }
}

resource "aws_appautoscaling_target" "two_read" {
  count    = length(aws_dynamodb_table.two)
  provider = aws.replica

  max_capacity       = 100
  min_capacity       = 5
  resource_id        = "table/${aws_dynamodb_table.two[count.index].name}"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_policy" "two_read" {
  count    = length(aws_appautoscaling_target.two_read)
  provider = aws.replica

  name               = "DynamoDBReadCapacityUtilization:${aws_appautoscaling_target.two_read[count.index].resource_id}"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.two_read[count.index].resource_id
  scalable_dimension = aws_appautoscaling_target.two_read[count.index].scalable_dimension
  service_namespace  = aws_appautoscaling_target.two_read[count.index].service_namespace

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }

    target_value = 70
  }
}

resource "aws_appautoscaling_target" "two_write" {
  count    = length(aws_dynamodb_table.two)
  provider = aws.replica

  max_capacity       = 100
  min_capacity       = 5
  resource_id        = "table/${aws_dynamodb_table.two[count.index].name}"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_policy" "two_write" {
  count    = length(aws_appautoscaling_target.two_write)
  provider = aws.replica

  name               = "DynamoDBWriteCapacityUtilization:${aws_appautoscaling_target.two_write[count.index].resource_id}"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.two_write[count.index].resource_id
  scalable_dimension = aws_appautoscaling_target.two_write[count.index].scalable_dimension
  service_namespace  = aws_appautoscaling_target.two_write[count.index].service_namespace

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }

    target_value = 70
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "replica"
  region = "eu-west-2"
}
