"""Rule `placeholder-to-variable`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from tffix import matchers as m
from tffix.config import Option, Table
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Module, Resource, Variable

from ..terraform._new_variables import declare_variable, default_value
from ._placeholder_values import Placeholder, placeholders_in, variable_placeholder
from ._stale_comments import without_stale_comment

_DOMAIN = "domain_name"
# What people call the variable for the mail address that alarms go to.
_EMAILS = ("alarm_email", "alert_email", "notification_email", "email")


class PlaceholderToVariable(Rule):
    """Placeholder where a real address, domain, ID or name belongs.

    ## Why is this bad?
    What stands for a real value deploys, and does not work: nobody reads the mail to `alerts@example.com`, no
    certificate for `example.com` is ever issued, a key pair `your-key-pair` does not exist.

    ## Example
    ```toml
    [placeholder-to-variable]
    email = "alarm_email"
    ```
    ```hcl
    variable "project" {
      type = string
    }

    resource "aws_sns_topic" "alarms" {
      name = "${var.project}-alarms"
    }

    resource "aws_sns_topic_subscription" "on_call" {
      topic_arn = aws_sns_topic.alarms.arn
      protocol  = "email"
      endpoint  = "alerts@example.com"
    }
    ```
    Use instead:
    ```hcl
    variable "project" {
      type = string
    }

    variable "alarm_email" {
      type = string
    }

    resource "aws_sns_topic" "alarms" {
      name = "${var.project}-alarms"
    }

    resource "aws_sns_topic_subscription" "on_call" {
      topic_arn = aws_sns_topic.alarms.arn
      protocol  = "email"
      endpoint  = var.alarm_email
    }
    ```
    Placeholders are domains that nobody can have (`example.com` and its kin), account IDs, IDs of networks and images
    that AWS' documentation uses in examples, and names that say so: `your-...`, `REPLACE_ME`, `<ACCOUNT>`. Of a
    domain, what stands before it stays: `api.example.com` becomes `api.${var.domain_name}`.

    Which variable a value belongs in is for you to say: where nothing is configured, the fix is only shown, unless a
    variable has that very placeholder for its default. A variable that the module does not have is declared, with a
    default only if one is configured; where that is empty, a subscription is there only if it has an address. A
    placeholder that is the default of a variable gives way to the configured one.

    Texts for people (descriptions, tags, whatever has spaces), code in heredocs, and values whose changes are ignored
    (`ignore_changes`) are left alone. Secrets are the affair of `placeholder-secret`, the own account of
    `use-caller-account-id`, and backends of `hardcoded-backend`.

    ## Fix safety
    Unsafe: the next plan asks for a value, or has the configured one.

    ## Options
    * `email`: name of the variable for the mail address of a module that has only one. Default: none.
    * `domain`: name of the variable for the domain of a module that has only one. Default: none.
    * `variables`: names of variables by placeholder: `{ "your-key-pair" = "key_name" }`. Default: none.
    * `defaults`: values for `default` as text, by name of the variable: `{ domain_name = "shop.acme.io" }`.
      Default: none.

    ## References
    RFC 2606 and RFC 6761, "Special-Use Domain Names"; AWS general reference, "AWS account identifiers"
    """

    name = "placeholder-to-variable"
    subject = "Names, regions and placeholders"
    target = m.Module()
    severity = Severity.WARNING
    after = ("placeholder-secret", "use-caller-account-id")
    options = (
        Option("email", str, None, "name of the variable for a mail address", variables=_EMAILS),
        Option("domain", str, None, "name of the variable for a domain", variables=(_DOMAIN,)),
        Option("variables", dict, Table(), "names of variables by placeholder"),
        Option("defaults", dict, Table(), "defaults of variables whose values are placeholders, by name"),
    )

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every string of a module."""
        found = list(placeholders_in(element))
        for one in found:
            fix, detail = _Extraction(ctx, one, found).run()
            ctx.report(one.node, f"{one.shown} is a placeholder.", fix, detail=detail, address=one.owner.address)
        for variable in element.variables:
            _check_default(variable, ctx)


def _check_default(variable: Variable, ctx: RuleContext) -> None:
    node = variable_placeholder(variable)
    attribute = variable.attribute("default")
    if node is None or attribute is None:
        return
    fix, value = None, _defaults(ctx).get(variable.label)
    new = None if value is None else default_value(value, (variable.type_text or "any").strip('"'))
    if new is not None and new != attribute.expr_text:
        fix = Fix(f"Give {variable.address} the configured default", Level.UNSAFE, needs_whole_module=False)
        if not isinstance(attribute.expr, n.Template) or not without_stale_comment(fix, attribute, attribute.expr, new):
            fix.replace(attribute.expr, new)
    message = f"The default of {variable.address} is a placeholder."
    ctx.report(node, message, fix, address=variable.address, severity=Severity.INFO)


def _is_default(variable: Variable, text: str) -> bool:
    return not variable.is_overridden and string_value(variable.default) == text


def _defaults(ctx: RuleContext) -> Mapping[str, str]:
    return cast("Mapping[str, str]", ctx.options.get("defaults") or {})


class _Extraction:
    """The fix that has a variable in the place of one placeholder."""

    def __init__(self, ctx: RuleContext, found: Placeholder, others: list[Placeholder]) -> None:
        self.ctx = ctx
        self.found = found
        self.module = ctx.module
        self.emails = {one.text for one in others if one.is_email}
        self.domains = {domain for one in others for domain in one.domains}

    def run(self) -> tuple[Fix | None, str]:
        """The fix, and what a person has to know where there is none, or none that is written."""
        found, options = self.found, self.ctx.options
        names = cast("Mapping[str, str]", options.get("variables") or {})
        email, domain = (cast("str | None", options.get(name)) for name in ("email", "domain"))
        known = [one for one in self.module.variables if found.text is not None and _is_default(one, found.text)]
        if len(known) == 1:
            return self._fix(known[0].label, Level.UNSAFE)
        if found.text is not None and found.text in names:
            return self._fix(names[found.text], Level.UNSAFE)
        if found.is_email and email and len(self.emails) == 1:
            return self._fix(email, Level.UNSAFE)
        if found.domains and domain and len(self.domains) == 1:
            return self._fix(domain, Level.UNSAFE, is_domain=True)
        is_part = bool(found.domains) and not found.is_email
        if email if found.is_email else domain and is_part:
            return None, "The module has several: the option `variables` names a variable for each."
        return self._fix(_DOMAIN if is_part else found.suggested_name, Level.MANUAL, is_domain=is_part)

    def _fix(self, name: str, level: Level, *, is_domain: bool = False) -> tuple[Fix | None, str]:
        found, variable = self.found, self.module.variable(name)
        address, default = f"var.{name}", _defaults(self.ctx).get(name)
        fix = Fix(f"Take the value from {address}", level)
        if variable is not None:
            if variable.is_overridden or (variable.type_text or "any").strip('"') not in ("string", "any"):
                return None, f"{address} is no string."
            default = string_value(variable.default)
        elif self.module.declares(address):
            return None, ""
        else:
            caller = next(iter(self.module.configuration.callers(self.module)), None)
            if caller is not None and default is None:
                return None, f"The module is called by {caller.address}, which would have to pass a value."
            declare_variable(fix, self.module, name, "string", default, is_sensitive=found.is_secret)
        if default == "" and not self._is_made_on_demand(fix, address):
            return None, f"{address} is empty, and something needs a value."
        new = found.with_domain(address) if is_domain else address
        if not without_stale_comment(fix, found.attribute, found.node, new):
            fix.replace(found.node, new)
        return fix, "" if level is Level.UNSAFE else "It is written if the options of the rule name the variable."

    def _is_made_on_demand(self, fix: Fix, address: str) -> bool:
        """Whether what a variable is for, which is empty by default, is made only where it has a value."""
        owner = self.found.owner
        if not isinstance(owner, Resource) or owner.type != "aws_sns_topic_subscription":
            return False
        if owner.count is not None or owner.for_each is not None or self.module.references_to(owner.address):
            return False
        fix.insert_before(owner.body.items[0], f'count = {address} != "" ? 1 : 0')
        return True
