variable "environment" {
  description = "Where this is"
  type        = string

  validation {
    condition     = length(var.environment) > 1
    error_message = "Too short."
  }
}

variable "zones" {
  type = list(string)
}

variable "owner" {
  type = string
}

resource "aws_sqs_queue" "orders" {
  name = "orders-${var.environment}-${length(var.zones)}-${var.owner}"
}
