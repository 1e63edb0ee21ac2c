variable "both" {
  type = string
}

locals {
  both = 1
  a    = both
  b    = mysql
  c    = each.key
  d    = count.index
  e    = var
  f    = data.aws_region
  g    = path.here
  h    = self.id
}
