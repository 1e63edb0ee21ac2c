resource "aws_sfn_state_machine" "orders" {
	name     = "orders"
	role_arn = "arn:aws:iam::123456789012:role/orders"

	# the end
	definition = templatefile("${path.module}/orders.json.tpl", {
		done_result = merge({}, {
			a = 1
		})
	})
}
