variable "stage" {
  type = string
}

locals {
  name = "orders-${vars.stage}"
  full = locals.name

  code = <<EOF
exports.handler = async (event) => {
  return `order ${event.id} of ${input.stage}`;
};
EOF
}
