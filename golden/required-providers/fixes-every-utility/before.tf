terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "random_id" "suffix" {
  byte_length = 4
}

resource "null_resource" "done" {}

resource "tls_private_key" "host" {
  algorithm = "ED25519"
}

resource "time_sleep" "wait" {
  create_duration = "10s"
}

resource "local_file" "note" {
  filename = "${path.module}/note.txt"
  content  = random_id.suffix.hex
}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = path.module
  output_path = "/tmp/code.zip"
}

data "http" "address" {
  url = "https://checkip.amazonaws.com"
}

data "external" "version" {
  program = ["cat", "version.json"]
}

data "cloudinit_config" "host" {
  part {
    content = "echo"
  }
}
