resource "aws_autoscaling_group" "web" {
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = [aws_subnet.a[0].availability_zone, aws_subnet.a[1].id]
}

resource "aws_lb" "web" {
  subnets = concat(aws_subnet.a[*].cidr_block, [aws_subnet.a[0].id])
}

resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = "arn:aws:iam::111122223333:role/api"

  vpc_config {
    subnet_ids         = [for one in aws_subnet.a : one.id]
    security_group_ids = [aws_security_group.api.name]
  }
}
