provider "aws" {
  region = "eu-west-1"
}

data "aws_caller_identity" "current" {}

resource "kubernetes_service_account_v1" "worker" {
  metadata {
    name        = "worker"
    annotations = { "eks.amazonaws.com/role-arn" = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/worker" }
  }
}
