resource "random_id" "zone" {
  byte_length = 4
}
