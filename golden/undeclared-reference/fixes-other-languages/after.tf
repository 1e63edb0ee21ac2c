variable "stage" {
  type = string
}

locals {
  name = "orders-${var.stage}"
  full = local.name

  code = <<EOF
exports.handler = async (event) => {
  return `order $${event.id} of ${var.stage}`;
};
EOF
}
