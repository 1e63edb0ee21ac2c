variable "name" {
  default       = "main"
  required      = true
  allowed_names = ["main"]
}

region = "eu-west-1"
