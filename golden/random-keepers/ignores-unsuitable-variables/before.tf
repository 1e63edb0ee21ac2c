variable "env" {
  type = object({
    name = string
  })
}

variable "environment" {
  type      = string
  sensitive = true
}

variable "stage" {
  type    = string
  default = null
}

variable "project" {
  type = list(string)
}

variable "service" {
  type      = string
  ephemeral = true
}

resource "random_id" "suffix" {
  byte_length = 4
}
