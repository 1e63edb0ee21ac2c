data "aws_availability_zones" "here" {
  state = "available"
}

resource "aws_acm_certificate" "site" {
  count             = 1
  domain_name       = "example.com"
  validation_method = "DNS"
}

resource "made_up" "one" {}

output "all" {
  value = [
    data.aws_availability_zones.here.names[0],
    tolist(aws_acm_certificate.site[0].domain_validation_options)[0],
    aws_acm_certificate.site[0].tags_all["Name"],
    [for one in aws_acm_certificate.site[0].domain_validation_options : one.domain_name][0],
    made_up.one.set[0],
  ]
}
