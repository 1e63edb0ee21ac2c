variable "a" {
  type = string
}

variable "a" {
  description = "What a is"
  type        = string
}

variable "b" {
  description = "What b is"
  type        = string
}

variable "b" {
  description = "b"
  type        = string
}
