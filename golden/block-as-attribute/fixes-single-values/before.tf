resource "aws_launch_template" "workers" {
  name                 = "workers"
  monitoring           = true
  iam_instance_profile = aws_iam_instance_profile.workers.name
}

resource "aws_iam_instance_profile" "workers" {
  name = "workers"
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket                   = "logs"
  versioning_configuration = "Enabled"
}
