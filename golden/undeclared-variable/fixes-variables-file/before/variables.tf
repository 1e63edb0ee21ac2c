variable "project" {
  description = "Name of the project"
  type        = string
}
