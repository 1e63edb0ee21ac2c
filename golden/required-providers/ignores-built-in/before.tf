resource "terraform_data" "done" {
  input = provider::terraform::encode_tfvars({ a = 1 })
}

data "terraform_remote_state" "network" {
  backend = "local"
}

output "upper" {
  value = core::upper("a")
}
