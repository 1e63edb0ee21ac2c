module "queue" {
  source = "./queue"
}

output "queue" {
  value = "orders"
}
