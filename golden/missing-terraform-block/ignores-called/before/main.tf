terraform {
  required_version = ">= 1.9"
}

module "queue" {
  source = "./queue"
}
