resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = jsonencode({
    Comment = "quote \" backslash \\ line \n tab \t $${x} %%{ if } $$.Map.Item.Value 100% $$ <>& \u00e9 \U0001F600"
    "StartAt" : "Done", TimeoutSeconds = 60, Rate = -1.5e3
    States = {
      "Done.$" = {
        Type   = "Pass"
        Result = [true, false, null, 1, "$.x", []]
        Nested = [[1, 2], {}, {
          "a b" = 1
        }]
        Note = <<-EOT
          two
            lines
        EOT
        1      = "one"
        Twice  = "first"
        Twice  = "second"
        End    = (true)
      }
    }
  })
}
