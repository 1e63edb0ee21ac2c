resource "aws_cognito_user_pool" "users" {
  name                = "users"
  alias_attributes    = ["email"]
  username_attributes = ["email"]
}

resource "aws_eks_node_group" "general" {
  cluster_name  = "main"
  node_role_arn = "arn:aws:iam::111122223333:role/node"
  subnet_ids    = ["subnet-1"]

  scaling_config {
    desired_size = 1
    max_size     = 2
    min_size     = 1
  }

  update_config {
    max_unavailable            = 1
    max_unavailable_percentage = 33
  }
}

resource "aws_security_group" "web" {
  name = "web"
}

resource "aws_security_group_rule" "web" {
  type                     = "ingress"
  from_port                = 443
  to_port                  = 443
  protocol                 = "tcp"
  security_group_id        = aws_security_group.web.id
  source_security_group_id = aws_security_group.web.id
  cidr_blocks              = ["10.0.0.0/8"]
}
