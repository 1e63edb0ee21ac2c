locals {
  ports = [
    80, # plain
    443,
    8080
  ]
}
