variable "a" {
  type = string
}

variable "b" {
  type = map(string)
}

variable "c" {
  type = list(object({ name = string }))
}

variable "d" {
  type = number
}

variable "e" {
  type = bool # yes or no
}
