"""Rule `hardcoded-region`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import DataSource, Local, Module, Provider, Resource

from ._literal_places import is_compared
from ._plain_data import REGION_VARIABLES, read_by_provider, region
from ._provider_regions import ProviderRegion, provider_region
from ._regions import is_region

_NAME = r"[a-z]{2}(?:-[a-z]+)+-\d"
_ANY = re.compile(rf"(?<![\w-]){_NAME}(?![\w-])")
# Where the region stands in what AWS reads. Sources: AWS general reference, "Amazon Resource Names" and "Service
# endpoints"; AWS PrivateLink guide, names of services; CodeCommit and ECR host names follow the endpoints.
_PLACES = (
    re.compile(rf"\barn:[\w${{}}.-]*:(?!acm:us-east-1:)[a-z0-9-]+:({_NAME}):"),
    re.compile(rf"\bcom\.amazonaws\.({_NAME})\."),
    re.compile(rf"\b[a-z0-9-]+\.({_NAME})\.(?:vpce\.)?amazonaws\.com\b"),
)
# What AWS keeps in one region, whichever a stack works in. Sources: CloudFront developer guide, "Requirements for using
# SSL/TLS certificates with CloudFront" and "Restrictions on Lambda@Edge"; Route 53 developer guide, "Public DNS query
# logging" and "Monitoring health checks using CloudWatch"; WAF developer guide, "Using AWS WAF with CloudFront"; AWS
# provider, `aws_cur_report_definition`; CloudWatch user guide, "Monitor your estimated charges"; Shield guide,
# "CloudWatch metrics"; Global Accelerator developer guide, "Using CloudWatch with Global Accelerator".
_HOME = {
    "us-east-1": re.compile(r"aws_(?:cloudfront_|route53_(?!resolver)|shield_|cur_|wafv2_)"),
    "us-west-2": re.compile(r"aws_globalaccelerator_"),
}
_METRICS = {
    "us-east-1": re.compile(r"\bAWS/(?:CloudFront|Billing|Route53|DDoSProtection|WAFV2)\b"),
    "us-west-2": re.compile(r"\bAWS/GlobalAccelerator\b"),
}
# Names of what is for another region on purpose, or for a list of regions that happens to have one.
_ELSEWHERE = re.compile(r"dest|replica|peer|second|(?:^|_)dr(?:_|$)|source_region|allowed")


class HardcodedRegion(Rule):
    """Region of the provider that is written out where AWS reads it.

    ## Why is this bad?
    The region is said twice: to the provider, and again in ARNs, service names and settings. A stack that moves to
    another region keeps the old one in half of its parts: endpoints that do not exist, logs that go nowhere, policies
    that allow nothing.

    ## Example
    ```hcl
    provider "aws" {
      region = var.aws_region
    }

    variable "aws_region" {
      type    = string
      default = "us-east-1"
    }

    resource "aws_vpc_endpoint" "s3" {
      vpc_id       = var.vpc_id
      service_name = "com.amazonaws.us-east-1.s3"
    }
    ```
    Use instead:
    ```hcl
    provider "aws" {
      region = var.aws_region
    }

    variable "aws_region" {
      type    = string
      default = "us-east-1"
    }

    resource "aws_vpc_endpoint" "s3" {
      vpc_id       = var.vpc_id
      service_name = "com.amazonaws.${var.aws_region}.s3"
    }
    ```
    A region counts where it is the whole value, or the part of an ARN, of the name of an endpoint or of a host that
    is one. It has to be that of the provider configuration that the block belongs to (for a variable, its default;
    for a module, that of its callers): any other is another region on purpose. So are arguments that name several,
    and what AWS keeps in one region only (certificates and functions of CloudFront, metrics of billing). Where the
    provider's region is written out too, and a variable for it is declared, the provider reads the variable; without
    one, the finding is advice. A provider configuration with an alias is there for its region.

    Backends cannot read variables, and are left alone, as are code in heredocs, names that have a region in them, and
    defaults.

    ## Fix safety
    Unsafe: where the variable is set to another region, what was written out moves with it.

    ## References
    AWS general reference, "Amazon Resource Names", "Service endpoints"; AWS provider, data source `aws_region`
    """

    name = "hardcoded-region"
    subject = "Names, regions and placeholders"
    target = m.Module()
    severity = Severity.WARNING

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the provider and at every string with a region."""
        for provider in element.providers:
            _check_provider(provider, ctx)
        for found in _findings(element):
            fix = Fix("Name the region of the provider", Level.UNSAFE)
            like = None if isinstance(found.owner, Local) else found.owner
            expression = region(fix, element, like)
            # Where the provider reads it, this is the place that says the region, and nothing else can tell it.
            is_read = found.owner.address in element.memo(read_by_provider)
            if is_read and not expression.startswith("var."):
                continue
            fix.replace(found.node, _rewritten(found, expression))
            ctx.report(found.node, f"The region {found.region} is written out.", fix, address=found.owner.address)


class _Finding(NamedTuple):
    """A string with a region at some places, as offsets in its text."""

    owner: Resource | DataSource | Local
    node: n.Template
    region: str
    spans: tuple[tuple[int, int], ...]


def _check_provider(provider: Provider, ctx: RuleContext) -> None:
    """The only configuration of the AWS provider, where it could read a variable that is there."""
    module = ctx.module
    if provider.label != "aws" or provider.is_overridden or "alias" in provider:
        return
    if [one.label for one in module.providers].count("aws") > 1:
        return
    expression = provider["region"]
    written = string_value(expression)
    if expression is None or written is None or not is_region(written):
        return
    for variable in filter(None, map(module.variable, REGION_VARIABLES)):
        if variable.constant("default") in (written, None) and not variable.is_overridden:
            fix = Fix(f"Read {variable.address}", Level.UNSAFE)
            fix.replace(expression, variable.address)
            ctx.report(expression, f"The provider's region is written out beside {variable.address}.", fix)
            return
    ctx.report(expression, "The provider's region is written out.", severity=Severity.INFO)


def _findings(module: Module) -> Iterator[_Finding]:
    """The strings with the region of their provider, in the order of files."""
    for attribute in module.attributes_matching(_ANY):
        regions = set(_ANY.findall(attribute.expr_text))
        if len(regions) != 1 or not is_region(next(iter(regions))):
            continue
        owner = module.element_at(attribute.source.path, attribute.start)
        if not isinstance(owner, Resource | DataSource | Local) or owner.is_overridden:
            continue
        own = provider_region(module, None if isinstance(owner, Local) else owner)
        name = next(iter(regions))
        if own is not None and own.value == name and _may_move(owner, attribute, own):
            yield from _strings(owner, attribute, name)


def _may_move(owner: Resource | DataSource | Local, attribute: Attribute, own: ProviderRegion) -> bool:
    """Whether an attribute is about the region that the configuration works in."""
    if isinstance(owner, Local):
        # A local value may be read by what belongs to another provider configuration.
        configurations = [one for one in own.module.providers if one.label == "aws"]
        return len(configurations) <= 1 and not _ELSEWHERE.search(owner.label)
    if own.provider != "aws" or (attribute.name in ("provider", "region") and attribute.parent is owner.body):
        return False
    if own.value in _HOME and _HOME[own.value].match(owner.type):
        return False
    # What data is looked up by says where the data is, not where the configuration is.
    is_lookup = isinstance(owner, DataSource) and owner.type != "aws_iam_policy_document"
    return not is_lookup and not _ELSEWHERE.search(attribute.name)


def _strings(owner: Resource | DataSource | Local, attribute: Attribute, name: str) -> Iterator[_Finding]:
    for node in attribute.expr.walk():
        if not isinstance(node, n.Template):
            continue
        text = node.text
        if text == f'"{name}"':
            if not is_compared(node, attribute) and not _is_home_of_metrics(node, attribute, name):
                yield _Finding(owner, node, name, ())
            continue
        spans = {match.span(1) for place in _PLACES for match in place.finditer(text)}
        if spans:
            yield _Finding(owner, node, name, tuple(sorted(spans)))


def _is_home_of_metrics(node: n.Template, attribute: Attribute, name: str) -> bool:
    """Whether a region is beside the name of metrics that are nowhere else, as in a widget of a dashboard."""
    namespaces = _METRICS.get(name)
    return namespaces is not None and any(
        isinstance(one, n.ObjectCons) and any(item.value is node for item in one.items) and namespaces.search(one.text)
        for one in attribute.expr.walk()
    )


def _rewritten(found: _Finding, expression: str) -> str:
    if not found.spans:
        return expression
    text, at = "", 0
    for start, end in found.spans:
        text += found.node.text[at:start] + f"${{{expression}}}"
        at = end
    return text + found.node.text[at:]
