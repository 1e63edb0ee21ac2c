locals {
  jobs = {
    load  = { memory = 128 }
    clean = { memory = 256 }
    share = { memory = 512 }
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "job" {
  for_each = local.jobs

  name               = "job-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "job" {
  for_each = local.jobs

  role       = aws_iam_role.job[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "load" {
  function_name = "load"
  role          = aws_iam_role.job["load"].arn
  package_type  = "Image"
  image_uri     = "load:1"
}

resource "aws_iam_role" "workflow" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "states.amazonaws.com" } }]
  })
}

resource "aws_kms_key" "data" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "kms:*", Principal = { AWS = aws_iam_role.workflow.arn }, Resource = "*" }]
  })
}
