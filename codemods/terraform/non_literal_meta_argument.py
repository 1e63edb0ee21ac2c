"""Rule `non-literal-meta-argument`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value
from tffix.terraform import BlockElement

from ._fixed_references import Wrong, wrong_in_list, wrong_provider
from ._fixed_values import FIXED, is_fixed, meant_type, meant_value

_LISTS = ("depends_on", "ignore_changes", "replace_triggered_by")
_OBJECTS = frozenset({"resource", "data", "ephemeral"})
_SENTENCES = {
    "depends_on": "depends_on takes a list of whole objects, each a plain reference.",
    "ignore_changes": "ignore_changes takes names of arguments of the resource itself, written as they are.",
    "replace_triggered_by": "replace_triggered_by takes a list of references to resources or their attributes.",
    "provider": "A provider configuration is chosen by a fixed reference such as aws or aws.west.",
    "providers": "A provider configuration is passed by a fixed reference such as aws or aws.west.",
}


class NonLiteralMetaArgument(Rule):
    """Variable, function or quoted reference where Terraform takes a literal or a plain reference only.

    ## Why is this bad?
    Terraform refuses the whole configuration: such an argument is read before anything has a value, or takes a name as
    it is.

    Before there are values it reads the arguments of `lifecycle`, backends, the source and version of a module,
    required versions, aliases, defaults and descriptions of variables. `depends_on`, `ignore_changes`,
    `replace_triggered_by`, `provider` and the type of a variable take names as they are, not strings or computed
    values. `count` and `for_each` exclude each other.

    ## Example
    ```hcl
    variable "zones" {
      type    = "list"
      default = toset([])
    }

    resource "aws_s3_bucket" "logs" {
      provider = "aws.west"

      lifecycle {
        prevent_destroy = local.keep
        ignore_changes  = ["tags"]
      }

      depends_on = ["${aws_iam_role.logs.arn}"]
    }

    locals {
      keep = true
    }
    ```
    Use instead:
    ```hcl
    variable "zones" {
      type    = list(string)
      default = []
    }

    resource "aws_s3_bucket" "logs" {
      provider = aws.west

      lifecycle {
        prevent_destroy = true
        ignore_changes  = [tags]
      }

      depends_on = [aws_iam_role.logs]
    }

    locals {
      keep = true
    }
    ```
    Quotes go, an attribute behind a dependency goes, and a local value that is a constant is written out. What
    depends on a variable is reported: there is no literal that says the same for every value of it. For a backend,
    give such values with `-backend-config`.

    ## Fix safety
    Safe: one correction is evident. Quoted references that Terraform still reads, with a warning, mean the same
    without quotes.

    ## References
    Terraform, "The lifecycle Meta-Argument", "Backend Configuration", "Module Sources", "Type Constraints"
    """

    name = "non-literal-meta-argument"
    subject = "Syntax and layout"
    target = m.Block()
    severity = Severity.ERROR

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Look at every meta-argument of a block."""
        for attribute, where in _arguments(element):
            if not is_fixed(attribute.expr):
                _report_value(attribute, where, element, ctx)
        if element.block_type == "variable" and (type_ := element["type"]) is not None:
            _report_type(type_, element, ctx)
        if element.block_type in _OBJECTS or element.block_type in ("module", "output"):
            _check_references(element, ctx)
        if element.count is not None and element.for_each is not None and element.block_type in (*_OBJECTS, "module"):
            ctx.report(element.body["for_each"], "count and for_each exclude each other.", address=element.address)
        _check_required_providers(element, ctx)


def _arguments(one: BlockElement) -> Iterator[tuple[Attribute, str]]:
    """The arguments of an element that have to be literal, and what each belongs to."""
    if one.path.endswith(".tofu"):
        return  # OpenTofu reads variables and locals in most of these places.
    own = FIXED.get(one.block_type, frozenset())
    if one.block_type == "module" and any("const" in variable for variable in one.module.variables):
        own = frozenset()  # Terraform 1.15 reads constant variables, and local values of them, for modules.
    yield from ((a, one.block_type) for a in one.body.attributes.values() if a.name in own)
    if one.block_type in _OBJECTS:
        for block in one.blocks("lifecycle"):
            yield from ((a, "lifecycle") for a in block.body.attributes.values() if a.name in FIXED["lifecycle"])
    if one.block_type == "terraform":
        for kind in ("backend", "cloud"):
            for block in one.blocks(kind):
                yield from ((a, kind) for a in block.body.all_attributes())


def _report_value(attribute: Attribute, where: str, one: BlockElement, ctx: RuleContext) -> None:
    meant = meant_value(attribute, ctx.module, "type" in one)
    fix = _replacement(attribute.expr, meant)
    what = attribute.name if where in ("lifecycle", "terraform") else f"The {where}'s {attribute.name}"
    message = f"{what} has to be a literal value, because it is read before anything else has one."
    detail = ""
    if where == "backend" and fix is None:
        detail = "Leave it out and give it to `terraform init` with `-backend-config`, or write the value here."
    ctx.report(attribute.expr, message, fix, detail=detail, address=one.address)


def _report_type(expression: n.Expression, one: BlockElement, ctx: RuleContext) -> None:
    meant = meant_type(expression)
    is_named = isinstance(expression, n.Traversal) and len(expression.names) > 1
    if meant is not None or is_named or string_value(expression) is not None:
        message = f"{expression.text} is not a type constraint."
        ctx.report(expression, message, _replacement(expression, meant), address=one.address)


def _check_references(one: BlockElement, ctx: RuleContext) -> None:
    bodies = [one.body, *(block.body for block in one.blocks("lifecycle"))]
    for name in _LISTS:
        for body in bodies[:1] if name == "depends_on" else bodies[1:]:
            attribute = body.get(name)
            for wrong in () if attribute is None else wrong_in_list(name, attribute.expr, one):
                _report_wrong(wrong, name, one, ctx)
    provider = one["provider"] if one.block_type in _OBJECTS else None
    if provider is None or _is_instance(provider, one):
        pass
    elif (wrong_one := wrong_provider(provider)) is not None:
        _report_wrong(wrong_one, "provider", one, ctx)
    providers = one["providers"] if one.block_type == "module" else None
    for item in providers.items if isinstance(providers, n.ObjectCons) else ():
        if (wrong_one := wrong_provider(item.value)) is not None and not _is_instance(item.value, one):
            _report_wrong(wrong_one, "providers", one, ctx)


def _is_instance(expression: n.Expression, one: BlockElement) -> bool:
    """Whether it is an instance of a provider with `for_each`, which OpenTofu has."""
    return isinstance(expression, n.Index) and any("for_each" in provider for provider in one.module.providers)


def _report_wrong(wrong: Wrong, name: str, one: BlockElement, ctx: RuleContext) -> None:
    severity = Severity.WARNING if wrong.is_read else Severity.ERROR
    if wrong.is_read and wrong.meant is None:
        severity = Severity.ERROR
    fix = _replacement(wrong.node, wrong.meant)
    ctx.report(wrong.node, _SENTENCES[name], fix, severity=severity, address=one.address)


def _check_required_providers(one: BlockElement, ctx: RuleContext) -> None:
    blocks: tuple[Block, ...] = one.blocks("required_providers") if one.block_type == "terraform" else ()
    for attribute in (a for block in blocks for a in block.body.attributes.values()):
        items = attribute.expr.items if isinstance(attribute.expr, n.ObjectCons) else ()
        for item in items:
            if key_name(item.key) in ("source", "version") and not is_fixed(item.value):
                message = f"The {key_name(item.key)} of a required provider has to be a literal string."
                ctx.report(item.value, message)


def _replacement(node: n.Expression, meant: str | None) -> Fix | None:
    if meant is None:
        return None
    fix = Fix(f"Write {meant}", Level.SAFE, needs_whole_module=False)
    fix.replace(node, meant)
    return fix
