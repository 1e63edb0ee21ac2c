resource "aws_route53_record" "site" {
  zone_id = "Z1"
  name    = "www.test"
  type    = "A"
  ttl     = 300

  alias {
    name                   = "d1.cloudfront.net"
    zone_id                = "Z2FDTNDATAQYW2"
    evaluate_target_health = false
  }
}
