variable "names" {
  type = list(string)

  validation {
    condition     = alltrue([for name in var.names : name != ""])
    error_message = "Names."
  }
}

resource "aws_instance" "node" {
  for_each = toset(var.names)
  provider = aws

  ami           = "ami-0c55b159cbfafe1f0"
  instance_type = { for key, value in { a = 1 } : key => value }["a"]
  user_data     = "%{for name in var.names}${name}%{endfor} $${HOME} ${path.module}"

  dynamic "ebs_block_device" {
    for_each = [1]
    iterator = disk
    content {
      device_name = disk.value
    }
  }

  provisioner "local-exec" {
    when    = destroy
    command = "echo ${self.id} ${each.key}"
  }

  lifecycle {
    ignore_changes = [ami]

    postcondition {
      condition     = self.id != terraform.workspace
      error_message = "Id."
    }
  }
}
