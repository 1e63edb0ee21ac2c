locals {
  script = <<-EOT
    #!/bin/bash
    NAME=$${1}
    echo "$${NAME:-nobody} $${#NAME} $${LIST[@]} in ${var.region}"
    curl -w "%%{http_code}" localhost
  EOT
}

variable "region" {}
