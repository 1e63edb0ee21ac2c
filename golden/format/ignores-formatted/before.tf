variable "name" {
  type    = string # of the bucket
  default = "logs"
}
