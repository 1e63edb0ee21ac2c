variable "vpc_id" {
  type = string
}

variable "key_arn" {
  type = string
}

variable "relay_id" {
  type = string
}

output "id" {
  value = "${var.vpc_id}-${var.key_arn}-${var.relay_id}"
}
