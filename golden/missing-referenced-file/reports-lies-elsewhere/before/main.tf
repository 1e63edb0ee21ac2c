locals {
  script = file("${path.module}/user_data.sh")
}

data "archive_file" "site" {
  type        = "zip"
  source_dir  = "site"
  output_path = "site.zip"
}
