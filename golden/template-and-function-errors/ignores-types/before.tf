output "names" {
  value = convert(["a"], set(string))
  type  = set(string)
}

output "name" {
  value = "a"
  type  = string
}

output "lists" {
  value = convert([["a"]], list(list(string)))
  type  = list(list(string))
}
