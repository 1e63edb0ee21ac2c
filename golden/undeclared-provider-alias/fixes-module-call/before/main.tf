module "site" {
  source = "./site"

  providers = {
    aws.peer = aws.eu_west_2
  }
}
