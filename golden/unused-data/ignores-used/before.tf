data "aws_region" "current" {}

data "aws_ami" "base" {
  owners      = ["self"]
  most_recent = true

  lifecycle {
    postcondition {
      condition     = self.architecture == "arm64"
      error_message = "The image has to be for arm64."
    }
  }
}

data "archive_file" "handler" {
  type        = "zip"
  source_dir  = path.module
  output_path = "handler.zip"
}

resource "aws_sqs_queue" "orders" {
  depends_on = [data.aws_region.current]
}
