# ------------------------------------
# Variables
# ------------------------------------

variable "aws_region" {
  type    = string
  default = "us-east-1"
}

variable "dr_region" {
  type    = string
  default = "us-west-2"
}

# ------------------------------------
# Queues
# ------------------------------------

resource "aws_sqs_queue" "orders" {
  provider = aws.us_west_2

  name = "orders"
}

resource "aws_sqs_queue" "copies" {
  provider = aws.secondary

  name = "orders"
}

resource "aws_sqs_queue" "main" {
  provider = aws.primary

  name = "orders"
}

# The region of the default configuration may be moved, that of this one may not.
resource "aws_acm_certificate" "site" {
  provider = aws.us_east_1

  domain_name       = "example.com"
  validation_method = "DNS"
}
