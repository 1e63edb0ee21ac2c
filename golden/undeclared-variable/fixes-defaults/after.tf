provider "aws" {
  region = var.aws_region
}

variable "aws_region" {
  description = "AWS region"
  type        = string
  default     = "us-east-1"
}

variable "revision" {
  description = "Revision"
  type        = string
  default     = "7"
}

variable "timeout" {
  description = "Timeout"
  type        = number
  default     = 30
}

resource "aws_sqs_queue" "orders" {
  visibility_timeout_seconds = var.timeout
  name                       = "orders-${var.revision}"
}
