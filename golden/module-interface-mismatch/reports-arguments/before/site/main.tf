variable "domain" {
  type = string
}

variable "zones" {
  type = list(string)
}

output "all" {
  value = [var.domain, var.zones, var.color]
}
