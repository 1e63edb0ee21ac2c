data "aws_partition" "current" {}

data "aws_iam_policy" "config" {
  name = "AWS_ConfigRole"
}

locals {
  lambda = toset([
    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
  ])
}

resource "aws_iam_role_policy_attachment" "config" {
  role       = "config"
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWS_ConfigRole" # recorder
}

resource "aws_iam_role" "node" {
  assume_role_policy = "{}"
  managed_policy_arns = [
    "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
    "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
  ]
}
