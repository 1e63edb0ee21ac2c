resource "aws_lambda_function" "hello" {
  function_name = "hello"
  role          = "arn:aws:iam::123456789012:role/hello"
  architectures = ["arm64"]
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello:1"
}

resource "aws_cloudwatch_log_group" "hello" {
  name       = "/aws/lambda/hello"
  kms_key_id = "arn:aws:kms:eu-west-1:123456789012:key/0123"
}

resource "aws_db_instance" "main" {
  instance_class         = "db.t4g.micro"
  vpc_security_group_ids = [aws_security_group.db.id]
}

resource "aws_security_group" "db" {
  name = "db"
}

resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = aws_iam_role.eks.arn

  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0"]
  }
}

resource "aws_iam_role" "eks" {
  name               = "eks"
  assume_role_policy = "{}"
}

resource "aws_lb" "main" {
  load_balancer_type = "application"
  internal           = true
}
