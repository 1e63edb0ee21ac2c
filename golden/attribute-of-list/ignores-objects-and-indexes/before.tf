resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = "arn:aws:iam::111122223333:role/eks"
}

output "certificates" {
  value = [
    aws_eks_cluster.main.certificate_authority[0].data,
    aws_eks_cluster.main.certificate_authority.0.data,
    one(aws_eks_cluster.main.certificate_authority[*].data),
    try(aws_eks_cluster.main.tags.team, ""),
  ]
}
