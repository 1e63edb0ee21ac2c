resource "aws_s3_bucket" "in" {
  bucket = "in"
}

resource "aws_lambda_function" "one" {
  function_name = "one"
  role          = "arn:aws:iam::111122223333:role/in"
  package_type  = "Image"
  image_uri     = "in:1"
}

resource "aws_lambda_function" "two" {
  function_name = "two"
  role          = "arn:aws:iam::111122223333:role/in"
  package_type  = "Image"
  image_uri     = "in:1"
}

resource "aws_lambda_permission" "in_one" {
  statement_id  = "AllowExecutionFromS3InOne"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.one.function_name
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.in.arn
}

resource "aws_lambda_permission" "in_two" {
  statement_id  = "AllowExecutionFromS3InTwo"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.two.function_name
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.in.arn
}

resource "aws_s3_bucket_notification" "in" {
  bucket = aws_s3_bucket.in.id

  lambda_function {
    lambda_function_arn = aws_lambda_function.one.arn
    events              = ["s3:ObjectCreated:*"]
  }

  lambda_function {
    lambda_function_arn = aws_lambda_function.two.arn
    events              = ["s3:ObjectCreated:*"]
  }

  depends_on = [aws_lambda_permission.in_one, aws_lambda_permission.in_two]
}
