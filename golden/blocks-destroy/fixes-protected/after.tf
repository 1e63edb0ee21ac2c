resource "aws_db_instance" "orders" {
  identifier          = "orders"
  instance_class      = "db.t4g.micro"
  skip_final_snapshot = false
  deletion_protection = true
}

resource "aws_dynamodb_table" "orders" {
  name                        = "orders"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_instance" "web" {
  ami           = "ami-0c1a2b3c4d5e6f708"
  instance_type = "t4g.micro"
}

resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = "arn:aws:iam::210987654321:role/eks"

  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  }
}
