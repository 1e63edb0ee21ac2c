locals {
  pattern = "^[a-z]+\.example\.com$"
}
