resource "aws_security_group" "attributes_as_blocks" {
  ingress = [{
    description      = ""
    from_port        = 443
    to_port          = 443
    protocol         = "tcp"
    cidr_blocks      = ["10.0.0.0/8"]
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }]
  egress = []
}

resource "aws_unheard_of" "type" {
  settings = { a = 1 }
}

resource "nosuch_thing" "provider" {
  settings = { a = 1 }
}
