variable "perhaps" {
  type = string
