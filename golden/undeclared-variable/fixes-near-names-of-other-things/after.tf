variable "subnet_a" {
  type = string
}

variable "zone_ids" {
  type = list(string)
}

variable "max_size" {
  type = number
}

variable "retention" {
  type = list(number)
}

variable "min_size" {
  type = number
}

variable "retentoin" {
  type = string
}

variable "subnet_b" {
  type = string
}

variable "zone_id" {
  type = string
}

output "all" {
  value = "${var.subnet_a} ${var.subnet_b} ${var.zone_id} ${join(",", var.zone_ids)} ${var.min_size + var.max_size}"
}

output "retention" {
  value = "${var.retentoin} ${var.retention[0]}"
}
