resource "aws_eks_node_group" "spot" {
  cluster_name  = "main"
  node_role_arn = "arn:aws:iam::123456789012:role/node"
  subnet_ids    = ["subnet-0123456789abcdef0"]

  scaling_config {
    desired_size = 1
    max_size     = 2
    min_size     = 1
  }

  taint {
    key    = "spot"
    effect = "NO_SCHEDULE"
  }

  taint {
    key    = "slow"
    value  = "yes"
    effect = "NO_EXECUTE"
  }
}

resource "aws_route53_record" "blue" {
  zone_id        = "Z0123456789"
  name           = "www"
  type           = "CNAME"
  ttl            = 60
  records        = ["blue.example.com"]
  set_identifier = "blue"

  weighted_routing_policy {
    weight = 90
  }
}
