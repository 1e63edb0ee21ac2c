variable "taints" {
  type = list(string)
}

resource "aws_eks_node_group" "spot" {
  cluster_name  = "main"
  node_role_arn = "arn:aws:iam::123456789012:role/node"
  subnet_ids    = ["subnet-0123456789abcdef0"]

  scaling_config {
    desired_size = 1
    max_size     = 2
    min_size     = 1
  }

  dynamic "taint" {
    for_each = var.taints
    content {
      key    = taint.value
      effect = "NO_SCHEDULE"
    }
  }
}
