variable "file" {
  type = string
}

locals {
  file     = var.file
  profile  = "file"
  document = <<-EOT
    open(file("x"))
  EOT
}
