resource "aws_kms_key" "graph" {
  description = "Graph"
}

resource "aws_neptune_cluster" "graph" {
  storage_encrypted = true
  kms_key_id        = aws_kms_key.graph.key_id
}
