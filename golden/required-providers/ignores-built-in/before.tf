resource "terraform_data" "done" {
  input = 1
}

data "terraform_remote_state" "network" {
  backend = "local"
}

output "upper" {
  value = core::upper("a")
}
