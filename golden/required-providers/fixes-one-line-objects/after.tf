terraform {
  required_providers {
    aws     = { source = "hashicorp/aws", version = "~> 5.0" }
    tls     = { source = "hashicorp/tls", version = "~> 4.0" }
    archive = { source = "hashicorp/archive", version = "~> 2.0" }
    random  = { source = "hashicorp/random", version = "~> 3.0" }
  }
}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = path.module
  output_path = "/tmp/code.zip"
}

resource "random_id" "suffix" {
  byte_length = 4
}
