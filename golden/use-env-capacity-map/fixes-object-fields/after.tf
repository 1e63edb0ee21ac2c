variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.env)
    error_message = "Use dev, staging or prod."
  }
}

variable "table_rcu" {
  type    = number
  default = null
}

variable "table_wcu" {
  type    = number
  default = null
}

locals {
  capacity = {
    dev     = { table_rcu = 5, table_wcu = 5, nodes = 1 }
    staging = { table_rcu = 5, table_wcu = 5, nodes = 1 }
    prod    = { table_rcu = 50, table_wcu = 20, nodes = 3 }
  }
  table_wcu = coalesce(var.table_wcu, local.capacity[var.env].table_wcu)
}

resource "aws_dynamodb_table" "orders" {
  name           = "orders"
  hash_key       = "id"
  read_capacity  = coalesce(var.table_rcu, local.capacity[var.env].table_rcu)
  write_capacity = local.table_wcu

  attribute {
    name = "id"
    type = "S"
  }
}

output "wcu" {
  value = local.table_wcu
}
