variable "role_arn" {
  type = string
}

variable "image" {
  type = string
}
