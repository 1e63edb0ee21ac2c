locals {
  in_a_heredoc = "a"
  in_a_label   = "b"
  kept         = "c" # tffix: ignore[unused-local] read by the deployment
}

resource "random_pet" "name" {
  keepers = {
    text = <<-EOT
      ${local.in_a_heredoc}
    EOT
  }
  prefix = "x-${local.in_a_label}"
}
