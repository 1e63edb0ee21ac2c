resource "aws_lb_target_group" "each" {
  for_each = toset(["blue", "green"])
  name     = "inventory-management-platform-web-${each.key}"
}
