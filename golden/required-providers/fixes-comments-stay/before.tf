terraform {
  # Kept in step with the pipeline.
  required_providers {
    # The old API.
    aws = {
      source  = "hashicorp/aws" # from the mirror
      version = "~> 5.0"
    } # do not raise
    # That is all.
  }
}

resource "random_id" "suffix" {
  byte_length = 4
}
