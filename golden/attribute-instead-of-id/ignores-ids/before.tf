resource "aws_autoscaling_group" "web" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = aws_subnet.a[*].id
  availability_zones  = aws_subnet.a[*].availability_zone
}

resource "aws_security_group" "api" {
  name   = "api"
  vpc_id = aws_subnet.a[0].vpc_id
}

resource "aws_instance" "web" {
  subnet_id       = var.subnets[aws_subnet.a[0].availability_zone]
  security_groups = [aws_security_group.api.name]
}
