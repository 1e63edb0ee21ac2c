resource "random_id" "suffix" {
  byte_length = 4
}

resource "random_id" "zone" {
  byte_length = 4
}
