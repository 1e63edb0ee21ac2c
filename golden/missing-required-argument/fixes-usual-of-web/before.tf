resource "aws_route53_record" "www" {
  zone_id = "Z0123456789ABC"
  name    = "www"
  type    = "A"

  alias {
    name    = "d111111abcdef8.cloudfront.net"
    zone_id = "Z2FDTNDATAQYW2"
  }
}

resource "aws_lb_target_group" "web" {
  name     = "web"
  protocol = "HTTP"
  port     = 80
  vpc_id   = "vpc-0123456789abcdef0"

  stickiness {
    enabled = true
  }
}

resource "aws_wafv2_web_acl" "web" {
  name  = "web"
  scope = "REGIONAL"

  rule {
    name     = "rate"
    priority = 1

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit = 2000
      }
    }
  }
}

resource "aws_cloudfront_distribution" "web" {
  enabled = true

  origin {
    origin_id   = "api"
    domain_name = "api.example.com"

    custom_origin_config {
      http_port = 8080
    }
  }

  default_cache_behavior {
    viewer_protocol_policy = "https-only"

    forwarded_values {
      query_string = true
    }
  }
}
