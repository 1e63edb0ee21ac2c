mock_provider "aws" {}

run "default" {
  command = plan

  variables {
    env = "prod"
  }

  assert {
    condition     = aws_kinesis_stream.orders.shard_count == var.shard_count
    error_message = "The variable is not used."
  }
}
