resource "aws_sfn_state_machine" "orders" {
  for_each = { eu = { queue = "a" } }

  name     = each.key
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = jsonencode({
    StartAt = "Done"
    States = {
      Done = {
        Type   = "Pass"
        Result = { key = each.key, queue = each.value.queue, twice = each.key }
        End    = true
      }
    }
  })
}
