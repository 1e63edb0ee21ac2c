resource "aws_neptune_cluster" "graph" {
  engine = "neptune"
}

resource "aws_iam_role_policy" "graph" {
  role = "graph"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "rds:DescribeDBClusters", Resource = aws_neptune_cluster.graph.arn },
      {
        Effect   = "Allow"
        Action   = "neptune-db:*"
        Resource = "arn:aws:neptune-db:*:*:${aws_neptune_cluster.graph.cluster_resource_id}/*"
      },
    ]
  })
}
