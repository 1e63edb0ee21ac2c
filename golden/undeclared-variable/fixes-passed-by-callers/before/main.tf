variable "environment" {
  type = string
}

module "queue" {
  source = "./queue"

  environment = var.environment
  stage       = "blue"
}

module "topic" {
  source = "./topic"
}
