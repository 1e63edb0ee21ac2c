terraform {
  backend "gcs" {
    bucket = "acme-state"
    prefix = "orders"
  }
}
