locals {
  in_json   = 1
  in_a_test = 2
}
