resource "acme_order" "anvil" {
  name = "anvil"
}
