variable "buckets" {
  description = "Buckets"
  type        = any
}

variable "level" {
  description = "Level"
  type        = string
}

variable "memory" {
  description = "Memory"
  type        = number
}

output "domain" {
  value = "www.${var.domain}"
}
