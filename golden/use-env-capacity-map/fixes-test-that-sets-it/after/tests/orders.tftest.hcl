mock_provider "aws" {}

run "override" {
  command = plan

  variables {
    env         = "prod"
    shard_count = 3
  }

  assert {
    condition     = aws_kinesis_stream.orders.shard_count == 3
    error_message = "The override is lost."
  }
}
