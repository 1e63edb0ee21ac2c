resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/functions"
}

resource "aws_lambda_function" "order_events" {
  function_name = "order-events"
  role          = "arn:aws:iam::111122223333:role/functions"
}

output "orders_lambda_arn" {
  value = aws_lambda_function.orders.arn
}

output "order_events_lambda_arn" {
  value = aws_lambda_function.order_events.arn
}
