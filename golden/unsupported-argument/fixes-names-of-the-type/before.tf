resource "aws_lambda_function" "hello" {
  name         = "hello"
  role_arn     = "arn:aws:iam::123456789012:role/hello"
  architecture = "arm64"
  image_uri    = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello:1"
}

resource "aws_cloudwatch_log_group" "hello" {
  log_group_name = "/aws/lambda/hello"
  kms_key        = "arn:aws:kms:eu-west-1:123456789012:key/0123"
}

resource "aws_db_instance" "main" {
  instance_class  = "db.t4g.micro"
  security_groups = [aws_security_group.db.id]
}

resource "aws_security_group" "db" {
  name = "db"
}

resource "aws_eks_cluster" "main" {
  cluster_name = "main"
  role         = aws_iam_role.eks.name

  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0"]
  }
}

resource "aws_iam_role" "eks" {
  role_name    = "eks"
  trust_policy = "{}"
}

resource "aws_lb" "main" {
  type   = "application"
  scheme = "internal"
}
