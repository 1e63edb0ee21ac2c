resource "aws_launch_template" "workers" {
  name = "workers"

  monitoring {
    enabled = true
  }

  iam_instance_profile {
    name = aws_iam_instance_profile.workers.name
  }
}

resource "aws_iam_instance_profile" "workers" {
  name = "workers"
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = "logs"

  versioning_configuration {
    status = "Enabled"
  }
}
