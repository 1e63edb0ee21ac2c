resource "aws_codebuild_project" "image" {
  name         = "image"
  service_role = "arn:aws:iam::111122223333:role/image"

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"

    environment_variable {
      name  = "REPOSITORY_URL"
      value = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/image"
    }
  }

  source {
    type      = "NO_SOURCE"
    buildspec = <<-EOT
      version: 0.2
      phases:
        build:
          commands:
            - docker build -t $${REPOSITORY_URL}:latest .
            - docker push ${OTHER_URL}:latest
    EOT
  }
}
