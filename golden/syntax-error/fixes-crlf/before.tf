locals {
  a = "\d"
}
