locals {
  name = "app"
  tags = { Name = "app" }
}

locals {
  port = 8080
}
