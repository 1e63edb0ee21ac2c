variable "db_password" {
  description = "Password of the database"
  type        = string
  default     = "Sup3rS3cret2024"
  sensitive   = true
}
