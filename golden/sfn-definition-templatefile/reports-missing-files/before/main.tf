module "orders" {
  source = "./orders"
}

locals {
  script = templatefile("${path.module}/scripts/run.sh", {})
  key    = file("id.pub")
  hash   = filebase64sha256("${path.root}/build/orders.zip")
  there  = filemd5("there.txt")
  names  = "${path.module}/names"
  list   = [for line in split("\n", file("${local.names}.txt")) : trimspace(line)]
}
