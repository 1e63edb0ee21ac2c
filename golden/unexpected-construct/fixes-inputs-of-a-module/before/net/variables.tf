variable "tags" {
  type = map(string)
}

variable "zones" {
  type = list(object({ name = string }))
}
