locals {
  alias = "x"
}
