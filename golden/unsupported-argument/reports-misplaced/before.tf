# Both blocks have the argument, and there are both.
resource "aws_lambda_function" "hello" {
  function_name = "hello"
  role          = "arn:aws:iam::123456789012:role/hello"
  filename      = "hello.zip"
  http_port     = 80
  arn           = "arn:aws:lambda:eu-west-1:123456789012:function:hello"
}

variable "behaviors" {
  type = set(string)
}

resource "aws_cloudfront_distribution" "site" {
  enabled                    = true
  response_headers_policy_id = "0123"

  origin {
    origin_id   = "site"
    domain_name = "example.com"
  }

  default_cache_behavior {
    target_origin_id       = "site"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    viewer_protocol_policy = "redirect-to-https"
  }

  dynamic "ordered_cache_behavior" {
    for_each = var.behaviors
    content {
      path_pattern           = ordered_cache_behavior.value
      target_origin_id       = "site"
      allowed_methods        = ["GET", "HEAD"]
      cached_methods         = ["GET", "HEAD"]
      viewer_protocol_policy = "redirect-to-https"
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }
}
