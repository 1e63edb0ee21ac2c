resource "aws_sfn_state_machine" "orders" {
  for_each = { eu = { queue = "a" } }

  name     = each.key
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = templatefile("${path.module}/orders.json.tpl", {
    each_key         = each.key
    each_value_queue = each.value.queue
  })
}
