module "queue" {
  source = "./queue"
}
