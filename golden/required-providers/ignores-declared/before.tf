terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
    random = "~> 3"
    dst = {
      source                = "hashicorp/kubernetes"
      configuration_aliases = [dst.a]
    }
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

data "aws_region" "current" {}

resource "random_id" "suffix" {
  byte_length = 4
}

resource "kubernetes_namespace" "a" {
  provider = dst.a
}
