mock_provider "aws" {}

run "plan" {
  command = plan

  variables {
    env = "prod"
  }

  assert {
    condition     = local.shards_by_env["prod"] == 6
    error_message = "The map is wrong."
  }
}
