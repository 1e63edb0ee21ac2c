resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = var.role_arn
  package_type  = "Image"
  image_uri     = var.image
}
