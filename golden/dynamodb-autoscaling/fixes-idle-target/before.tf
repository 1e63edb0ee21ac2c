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
    ignore_changes = [read_capacity, tags]
  }
}

resource "aws_appautoscaling_target" "orders" {
  max_capacity       = 20
  min_capacity       = 10
  resource_id        = "table/${aws_dynamodb_table.orders.name}"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  service_namespace  = "dynamodb"
}

# For something else.
resource "aws_appautoscaling_target" "orders_write" {
  max_capacity       = 4
  min_capacity       = 1
  resource_id        = "service/shop/orders"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
}
