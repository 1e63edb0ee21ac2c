variable "name"{
  type = string
}
