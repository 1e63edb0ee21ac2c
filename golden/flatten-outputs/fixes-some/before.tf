output "test_config" {
  value = {
    url    = "https://example.org"
    region = "eu-west-1"
    ids    = [for x in ["a"] : x]
  }
}

output "region" {
  value = "eu-west-2"
}

output "computed" {
  value = { for x in ["a"] : x => x }
}

output "secret" {
  value     = { password = "x" }
  sensitive = true
}
