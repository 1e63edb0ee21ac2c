resource "aws_timestreamwrite_database" "audit" {
  database_name = "audit"
}

resource "aws_timestreamwrite_table" "changes" {
  database_name = aws_timestreamwrite_database.audit.database_name
  table_name    = "changes"
}

resource "aws_iam_role" "audit" {
  name = "audit"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "audit" {
  role = aws_iam_role.audit.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["timestream:WriteRecords", "timestream:DescribeEndpoints"]
      Resource = "${aws_timestreamwrite_database.audit.arn}/*"
    }]
  })
}

resource "aws_lambda_function" "audit" {
  function_name = "audit"
  role          = aws_iam_role.audit.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/audit:1"

  environment {
    variables = {
      TABLE = aws_timestreamwrite_table.changes.table_name
    }
  }
}
