variable "domain" {
  type = string
}

variable "environment" {
  type = string
}

variable "tags" {
  type = map(string)
}

variable "memory_size" {
  type    = number
  default = 128
}

variable "log_buckets" {
  type    = list(string)
  default = []
}

output "all" {
  value = [var.domain, var.environment, var.tags, var.memory_size, var.log_buckets]
}
