module "queue" {
  source = "./queue"

  name      = "orders"
  retention = 30
}
