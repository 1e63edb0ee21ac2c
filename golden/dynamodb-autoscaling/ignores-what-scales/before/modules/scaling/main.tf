variable "table" {
  type = string
}

resource "aws_dynamodb_table" "events" {
  name           = "events"
  read_capacity  = 10
  write_capacity = 10
  hash_key       = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

locals {
  dimensions = { read = "dynamodb:table:ReadCapacityUnits", write = "dynamodb:table:WriteCapacityUnits" }
  tables     = { events = aws_dynamodb_table.events.name, orders = var.table }
  scaled = {
    for pair in setproduct(keys(local.tables), keys(local.dimensions)) :
    join("-", pair) => { table = local.tables[pair[0]], dimension = local.dimensions[pair[1]] }
  }
}

resource "aws_appautoscaling_target" "scaled" {
  for_each           = local.scaled
  max_capacity       = 20
  min_capacity       = 10
  resource_id        = "table/${each.value.table}"
  scalable_dimension = each.value.dimension
  service_namespace  = "dynamodb"
}
