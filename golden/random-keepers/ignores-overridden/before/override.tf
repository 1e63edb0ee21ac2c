resource "random_id" "suffix" {
  keepers = {
    env = "x"
  }
}
