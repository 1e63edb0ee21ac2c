output "names" {
  value = convert(["a"], set(string))
  type  = set(string)
}

output "name" {
  value = "a"
  type  = string
}
