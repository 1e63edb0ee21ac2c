module "queue" {
  source = "./queue"
  owner  = "me"
}
