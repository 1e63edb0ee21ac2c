provider "aws" {
  region = "eu-west-1"
}

resource "kubernetes_service_account_v1" "worker" {
  metadata {
    name        = "worker"
    annotations = { "eks.amazonaws.com/role-arn" = "arn:aws:iam::123456789012:role/worker" }
  }
}
