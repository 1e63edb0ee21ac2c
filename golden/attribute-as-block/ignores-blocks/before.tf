resource "aws_security_group" "attributes_as_blocks" {
  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
  }

  timeouts {
    create = "5m"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_autoscaling_group" "tags_of_their_own" {
  min_size = 1
  max_size = 2

  tag {
    key                 = "Team"
    value               = "platform"
    propagate_at_launch = true
  }
}

resource "aws_unheard_of" "type" {
  tags {
    Team = "platform"
  }
}
