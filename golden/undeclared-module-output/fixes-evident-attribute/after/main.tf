module "network" {
  source = "./modules/network"
}

resource "aws_security_group" "db" {
  name   = "db"
  vpc_id = module.network.vpc_id

  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    cidr_blocks     = [module.network.vpc_cidr]
    security_groups = [module.network.app_security_group_id, module.network.security_group_id]
  }
}

resource "aws_db_subnet_group" "db" {
  name       = "db"
  subnet_ids = module.network.private_subnet_ids
}

output "db_secret_arn" {
  value = module.network.db_secret_arn
}
