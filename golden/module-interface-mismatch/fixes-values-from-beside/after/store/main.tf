variable "key_arn" {
  type = string
}

variable "sns_topic_arn" {
  type = string
}

variable "size" {
  type = number
}

output "all" {
  value = [var.key_arn, var.sns_topic_arn, var.size]
}
