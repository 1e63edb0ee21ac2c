data "aws_lb" "web" {
  count = 2
  name  = "web"
}

resource "aws_acm_certificate" "site" {
  domain_name       = "example.com"
  validation_method = "DNS"
}

resource "aws_route53_record" "proof" {
  count   = 2
  zone_id = "Z1"
  type    = "CNAME"
  ttl     = 60
  name    = tolist(aws_acm_certificate.site.domain_validation_options)[0].resource_record_name
  records = [tolist(aws_acm_certificate.site.domain_validation_options)[count.index].resource_record_value]
}

output "group" {
  value = "${tolist(data.aws_lb.web[0].security_groups)[0]}/${tolist(data.aws_lb.web[1].security_groups)[1]}"
}
