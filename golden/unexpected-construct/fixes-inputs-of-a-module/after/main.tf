module "net" {
  source = "./net"

  providers = {
    aws = aws
  }

  tags = {
    Name = "net"
  }

  zones {
    name = "a"
  }
}
