run "plan" {
  command = plan

  variables {
    in_a_test = "b"
  }
}
