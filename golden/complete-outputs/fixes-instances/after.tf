variable "with_cache" {
  type = bool
}

resource "aws_security_group" "app_sg" {
  name = "app"
}

resource "aws_security_group" "cache" {
  count = var.with_cache ? 1 : 0
  name  = "cache"
}

resource "aws_security_group" "workers" {
  for_each = toset(["a", "b"])
  name     = each.key
}

resource "aws_security_group" "database" {
  name = "database"
}

output "app_sg_id" {
  description = "The app"
  value       = aws_security_group.app_sg.id
}

output "cache_security_group_id" {
  description = "Cache security group ID"
  value       = one(aws_security_group.cache[*].id)
}

output "security_group_database_id" {
  description = "Security group database ID"
  value       = aws_security_group.database.id
}

output "workers_security_group_ids" {
  description = "Workers security group IDs"
  value       = { for k, v in aws_security_group.workers : k => v.id }
}

output "database_security_group_id" {
  description = "Not the database"
  value       = "none"
}

resource "aws_db_instance" "orders" {
  instance_class = "db.t3.micro"
}

resource "aws_db_instance" "billing" {
  instance_class = "db.t3.micro"
}

output "orders_password" {
  value     = aws_db_instance.orders.password
  sensitive = true
}

output "billing_database_password" {
  description = "Billing database password"
  value       = aws_db_instance.billing.password
  sensitive   = true
}
