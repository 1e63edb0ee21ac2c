output "out" {
  value = "x"
}
