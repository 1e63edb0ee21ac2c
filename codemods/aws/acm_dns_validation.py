"""Rule `acm-dns-validation`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import UNKNOWN, Module, Output, Reference, Resource

_VALIDATION = "aws_acm_certificate_validation"
_ZONE = "aws_route53_zone"
# What people call the variable for the zone.
_VARIABLES = ("hosted_zone_id", "route53_zone_id", "zone_id", "dns_zone_id")


class AcmDnsValidation(Rule):
    """Certificate that is to be validated by DNS, and that nothing waits for.

    ## Why is this bad?
    ACM issues the certificate when it finds its records in the zone. Without them it stays "pending validation", and
    what uses it (a listener, a distribution, a domain name) is refused; with them and without
    `aws_acm_certificate_validation` the first apply is too early.

    ## Example
    ```hcl
    resource "aws_route53_zone" "main" {
      name = "example.com"
    }

    resource "aws_acm_certificate" "api" {
      domain_name       = "api.example.com"
      validation_method = "DNS"
    }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = var.load_balancer_arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = aws_acm_certificate.api.arn
    }
    ```
    Use instead:
    ```hcl
    resource "aws_route53_zone" "main" {
      name = "example.com"
    }

    resource "aws_acm_certificate" "api" {
      domain_name       = "api.example.com"
      validation_method = "DNS"
    }

    resource "aws_route53_record" "api_validation" {
      for_each = {
        for option in aws_acm_certificate.api.domain_validation_options : option.domain_name => {
          name   = option.resource_record_name
          record = option.resource_record_value
          type   = option.resource_record_type
        }
      }

      zone_id         = aws_route53_zone.main.zone_id
      name            = each.value.name
      type            = each.value.type
      records         = [each.value.record]
      ttl             = 60
      allow_overwrite = true
    }

    resource "aws_acm_certificate_validation" "api" {
      certificate_arn         = aws_acm_certificate.api.arn
      validation_record_fqdns = [for record in aws_route53_record.api_validation : record.fqdn]
    }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = var.load_balancer_arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = aws_acm_certificate_validation.api.certificate_arn
    }
    ```
    The zone is the one that the module declares or looks up, if it is the only one; else a variable that is called
    after it (`hosted_zone_id`), or what the option says. Without a zone, with `count` or `for_each`, or where records
    for the certificate are there already, the finding says what is missing and nothing is written.

    ## Fix safety
    Unsafe: records are made in the zone, and the apply waits until the certificate is issued, for up to 75 minutes if
    the zone is not the one that the world asks.

    ## Options
    In the section `[acm-dns-validation]`: `zone_id`, an expression for the ID of the zone (`var.zone`).

    ## References
    ACM user guide, "AWS Certificate Manager DNS validation"; AWS provider, `aws_acm_certificate_validation`
    """

    name = "acm-dns-validation"
    subject = "Networks"
    target = m.Resource("aws_acm_certificate", validation_method="DNS")
    severity = Severity.WARNING
    options = (Option("zone_id", str, None, "an expression for the ID of the zone of certificates"),)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look for what validates one certificate."""
        module = ctx.module
        if element.is_overridden or module.has_structure_errors:
            return
        waiting = (module.resolve(one["certificate_arn"]) for one in module.resources_of(_VALIDATION))
        if any(one in (element, UNKNOWN) for one in waiting):
            return
        references = module.references_to(element.address)
        if any(isinstance(one.container, Output) and module.configuration.callers(module) for one in references) or any(
            one.container is not None and one.container.kind == "module" for one in references
        ):
            return
        option = ctx.options.get("zone_id")
        zone = option if isinstance(option, str) else _zone(module)
        is_plain = not element.repeats
        has_records = any("domain_validation_options" in one.attribute_path for one in references)
        fix = _fix(element, zone, references) if zone is not None and is_plain and not has_records else None
        detail = "" if zone is not None else "Set `zone_id` in the section [acm-dns-validation] to have it written."
        ctx.report(element, f"Nothing validates {element.address}: it is never issued.", fix, detail=detail)


def _zone(module: Module) -> str | None:
    """An expression for the only public zone that a module knows: ACM does not see private ones."""
    zones = [
        one
        for one in (*module.resources_of(_ZONE), *module.data_of(_ZONE))
        if not one.blocks("vpc") and "private_zone" not in one and "vpc_id" not in one
    ]
    if len(zones) == 1 and not zones[0].repeats:
        return f"{zones[0].address}.zone_id"
    variable = next(filter(None, map(module.variable, _VARIABLES)), None)
    return variable.address if variable is not None and not zones else None


def _fix(certificate: Resource, zone: str, references: tuple[Reference, ...]) -> Fix:
    module, label = certificate.module, certificate.label
    number = 1
    while module.declares(f"aws_route53_record.{label}_validation") or module.declares(f"{_VALIDATION}.{label}"):
        number += 1
        label = f"{certificate.label}_{number}"
    own = [] if certificate.provider is None else [f"provider = {certificate.provider.text}", ""]
    record = t.resource(
        "aws_route53_record",
        f"{label}_validation",
        items=(
            "for_each = {\n"
            f"  for option in {certificate.address}.domain_validation_options : option.domain_name => {{\n"
            "    name   = option.resource_record_name\n"
            "    record = option.resource_record_value\n"
            "    type   = option.resource_record_type\n"
            "  }\n"
            "}",
            "",
            f"zone_id = {zone}",
            "name = each.value.name",
            "type = each.value.type",
            "records = [each.value.record]",
            "ttl = 60",
            "allow_overwrite = true",
        ),
    )
    validation = t.resource(
        _VALIDATION,
        label,
        items=(
            *own,
            f"certificate_arn = {certificate.address}.arn",
            f"validation_record_fqdns = [for record in {record.address} : record.fqdn]",
        ),
    )
    fix = Fix("Validate the certificate by records in its zone", Level.UNSAFE)
    fix.insert_after(certificate, t.items(f"{record}\n\n{validation}"))
    for reference in references:
        if reference.attribute_path in (("arn",), ("id",)) and isinstance(reference.container, Resource):
            fix.replace(reference.expression, f"{validation.address}.certificate_arn")
    return fix
