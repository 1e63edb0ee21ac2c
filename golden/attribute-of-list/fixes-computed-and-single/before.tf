resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config {
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }
}

resource "aws_instance" "web" {
  count         = 2
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}

output "issuer" {
  value = replace(aws_eks_cluster.main.identity.oidc.issuer, "https://", "")
}

output "security_group_id" {
  value = aws_eks_cluster.main.vpc_config.cluster_security_group_id
}

output "volumes" {
  value = [aws_instance.web[0].root_block_device.volume_id, aws_instance.web[1].root_block_device[0].volume_id]
}
