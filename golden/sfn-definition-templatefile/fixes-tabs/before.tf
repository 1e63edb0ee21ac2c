resource "aws_sfn_state_machine" "orders" {
	name     = "orders"
	role_arn = "arn:aws:iam::123456789012:role/orders"

	definition = jsonencode({
		StartAt = "Done"
		States = {
			Done = {
				Type   = "Pass"
				Result = merge({}, {
					a = 1
				})
				# the end
				End = true
			}
		}
	})
}
