run "plan" {
command = plan
}
