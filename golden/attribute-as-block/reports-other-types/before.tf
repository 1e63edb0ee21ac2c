resource "aws_instance" "web" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  vpc_security_group_ids {
    id = "sg-0123456789abcdef0"
  }

  public_ip {
    address = "203.0.113.1"
  }

  dynamic "tags" {
    for_each = { Name = "web" }
    content {
      Name = tags.value
    }
  }
}

resource "aws_sns_topic" "twice" {
  tags {
    Team = "platform"
  }
  tags {
    Cost = "1234"
  }
}

resource "aws_sns_topic" "both" {
  tags = {
    Team = "platform"
  }
  tags {
    Cost = "1234"
  }
}
