# Which teams read the events.
variable "consumer_groups" {
  type    = list(string)
  default = []
}

output "name" {
  value = "orders"
}
