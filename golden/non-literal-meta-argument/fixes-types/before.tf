variable "a" {
  type = "string"
}

variable "b" {
  type = "map"
}

variable "c" {
  type = "list(object({ name = string }))"
}

variable "d" {
  type = Integer
}

variable "e" {
  type = boolean # yes or no
}
