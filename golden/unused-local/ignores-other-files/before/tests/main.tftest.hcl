run "plan" {
  command = plan

  assert {
    condition     = local.in_a_test == 2
    error_message = "It is two."
  }
}
