locals {
  name = "app"
  tags = { Name = "app" }
}

locals {
  tags = { Name = "app" }
  port = 8080
}

locals {
  name = "app"
}
