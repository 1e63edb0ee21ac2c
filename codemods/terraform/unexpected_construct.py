"""Rule `unexpected-construct`."""

from __future__ import annotations

from collections.abc import Iterable

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block, Body
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, Module
from tffix.terraform.schema_words import did_you_mean

from ._check_data import check_data
from ._language import ARGUMENTS, BLOCKS, PROVISIONERS, SETTINGS, TOP_LEVEL, Grammar

_NUMBERS = ("no label", "one label", "two labels")
_VAGUE = "Values of variables stand in a .tfvars file, values that the module computes in a locals block."


class UnexpectedConstruct(Rule):
    """A block, argument or label that Terraform's language does not have in that place.

    ## Why is this bad?
    Terraform refuses the whole configuration before it looks at any provider: its own blocks (`variable`, `output`,
    `locals`, `module`, `terraform`, `lifecycle`, ...) take fixed labels, arguments and blocks.

    Anything else is an error, and so is a block with too few or too many labels, or without an argument that it needs.

    ## Example
    ```hcl
    variables "name" {
      type = string
      desc = "The name."
    }

    locals {
      tags {
        Name = var.name
      }
    }

    output "name" {
      values = var.name
    }
    ```
    Use instead:
    ```hcl
    variable "name" {
      type        = string
      description = "The name."
    }

    locals {
      tags = {
        Name = var.name
      }
    }

    output "name" {
      value = var.name
    }
    ```
    A slip of a name is corrected. A block where a value has to be (in `locals`, `required_providers`, and for an input
    of a module) becomes one. `required_providers` and `backend` at the top level go into a `terraform` block, the
    second label of a provider becomes its alias, a second `lifecycle` block goes into the first, `required = true` goes
    from a variable that has no default. A data source inside a `check` block that has `count` or `for_each` moves above
    the block. Everything else is reported.

    ## Fix safety
    Safe: Terraform refuses the configuration, and one correction is evident. Unsafe where a data source leaves its
    `check` block: one that cannot be read is an error then, not a warning.

    ## References
    Terraform, "Configuration Language": the page of each block; "Checks", on data sources inside of checks.
    """

    name = "unexpected-construct"
    subject = "Syntax and layout"
    target = m.OneOf(m.Block(), m.Module())
    severity = Severity.ERROR

    def check(self, element: BlockElement | Module, ctx: RuleContext) -> None:
        """Look into one of Terraform's own blocks, or at what stands outside of all."""
        if isinstance(element, Module):
            for file in element.files:
                for attribute in file.body.attributes.values():
                    where = _name_of(attribute)
                    ctx.report(where, f"No argument stands outside of a block: {attribute.name}.", detail=_VAGUE)
            return
        kind = element.block_type
        grammar = TOP_LEVEL.get(kind)
        if grammar is None:
            _report_unknown(element, ctx)
        elif _has_labels(element.block, grammar, kind, element, ctx) and (
            kind not in ("resource", "data", "ephemeral") or _has_own_blocks(element)
        ):
            _look(element.block, grammar, kind, element, ctx)
        if kind == "check":
            check_data(element, ctx)


def _has_own_blocks(one: BlockElement) -> bool:
    return any(word in one.text for word in ("lifecycle", "provisioner", "connection"))


def _name_of(attribute: Attribute) -> n.Node:
    return n.InvalidExpression(attribute.source, attribute.start, attribute.name_end)


def _report_unknown(one: BlockElement, ctx: RuleContext) -> None:
    """A top-level block of a type that does not exist."""
    type_, fix = one.block_type, None
    message = f"Terraform has no top-level block {type_}."
    detail = ""
    right = BLOCKS.get(type_.lower()) or did_you_mean(type_, TOP_LEVEL)
    if type_ in SETTINGS:
        message = f"A block {type_} stands in a terraform block only."
        taken = [s for s in ctx.module.terraform_blocks for name in SETTINGS for block in s.blocks(name)]
        if not taken or (type_ == "required_providers" and not any(s.required_providers for s in taken)):
            fix = Fix("Put it into a terraform block", Level.SAFE)
            inner = "\n".join(f"  {line}" if line else "" for line in one.text.split("\n"))
            fix.replace(one.block, f"terraform {{\n{inner}\n}}")
    elif right is not None and len(one.labels) == TOP_LEVEL[right].labels:
        fix = Fix(f"Write {right}", Level.SAFE)
        fix.rename(one.block, right)
    elif type_ in ("dynamic", "lifecycle", "provisioner", "connection"):
        detail = "It belongs inside of a resource."
    ctx.report(one, message, fix, detail=detail, address="")


def _has_labels(block: Block, grammar: Grammar, name: str, one: BlockElement, ctx: RuleContext) -> bool:
    """Report a wrong number of labels."""
    given = len(block.labels)
    if given == grammar.labels:
        return True
    fix = None
    rest = block.source.text[block.open_brace : block.end]
    if name == "provider" and given == 2 and "alias" not in block.body and not block.is_one_line:
        fix = Fix("Make the second label the alias", Level.SAFE, needs_whole_module=False)
        inside = rest.removeprefix("{").lstrip(" ")
        fix.replace(block, f'provider {block.labels[0].text} {{\n  alias = "{block.label_values[1]}"{inside}')
    words = _NUMBERS[grammar.labels]
    ctx.report(block, f"A block {name} has {words}, not {given or 'none'}.", fix, address=one.address)
    return False


def _look(block: Block, grammar: Grammar, name: str, one: BlockElement, ctx: RuleContext) -> None:
    """Look at the arguments and blocks of one of Terraform's own blocks, and into those."""
    body = block.body
    allowed = grammar.arguments
    if name == "provisioner":
        allowed = PROVISIONERS.get(block.label_values[0])
    for attribute in body.attributes.values():
        if allowed is not None and attribute.name not in allowed:
            fix = _right_argument(attribute, name, allowed, body)
            message = f"A block {name} has no argument {attribute.name}."
            ctx.report(_name_of(attribute), message, fix, address=one.address)
    for missing in sorted(grammar.required - set(body.attributes)):
        if not _is_slip(missing, body, name, allowed or ()):
            ctx.report(block, f"A block {name} needs the argument {missing}.", address=one.address)
    _count(block, grammar, name, one, ctx)
    for inner in body.blocks:
        if inner.type in grammar.blocks:
            known = grammar.blocks[inner.type]
            if known is not None and _has_labels(inner, known, inner.type, one, ctx):
                _look(inner, known, inner.type, one, ctx)
        elif not grammar.free and not _is_of_opentofu(inner, name):
            _report_block(inner, grammar, name, one, ctx)


def _is_of_opentofu(inner: Block, name: str) -> bool:
    """Whether OpenTofu has a block that Terraform has not: `lifecycle` of a module call, with `enabled`."""
    return name == "module" and inner.type == "lifecycle" and inner.source.path.endswith(".tofu")


def _count(block: Block, grammar: Grammar, name: str, one: BlockElement, ctx: RuleContext) -> None:
    """Report blocks that are there twice, and those that are missing."""
    for type_ in sorted(grammar.once):
        first, *others = block.body.blocks_of(type_) or (block,)
        for other in others:
            fix = None
            is_plain = not other.leading_comments and not any(mark in other.text for mark in ("#", "//", "/*"))
            shared = set(first.body.attributes) & set(other.body.attributes)
            if type_ == "lifecycle" and is_plain and not shared and len(others) == 1:
                fix = Fix("Put both into one block", Level.SAFE, needs_whole_module=False)
                for item in other.body.items:
                    fix.append(first, item.text)
                fix.remove(other)
            message = f"A block {name} has one block {type_}, and this is another."
            ctx.report(other, message, fix, address=one.address)
    for type_ in sorted(grammar.needed - {inner.type for inner in block.body.blocks}):
        ctx.report(block, f"A block {name} needs a block {type_}.", address=one.address)


def _is_slip(missing: str, body: Body, name: str, allowed: Iterable[str]) -> bool:
    """Whether an argument that is missing is there under a name that is reported."""
    others = (other for other in body.attributes if other not in allowed)
    return any(_right_name(other, name, allowed) == missing for other in others)


def _right_name(written: str, name: str, allowed: Iterable[str]) -> str | None:
    return ARGUMENTS.get(name, {}).get(written) or did_you_mean(written, allowed)


def _right_argument(attribute: Attribute, name: str, allowed: Iterable[str], body: Body) -> Fix | None:
    if name == "variable" and attribute.name == "required":
        if attribute.expr_text == "true" and "default" not in body:
            fix = Fix("Take away required: a variable without a default is required", Level.SAFE)
            fix.remove(attribute)
            return fix
        return None
    right = _right_name(attribute.name, name, allowed)
    if right is None or right in body:
        return None
    fix = Fix(f"Write {right}", Level.SAFE, needs_whole_module=False)
    fix.rename(attribute, right)
    return fix


def _report_block(inner: Block, grammar: Grammar, name: str, one: BlockElement, ctx: RuleContext) -> None:
    fix = None
    is_value = name in ("locals", "required_providers") or (name == "module" and _is_input(inner, one, ctx.module))
    right = did_you_mean(inner.type, grammar.blocks)
    if is_value and not inner.labels and not inner.body.blocks and inner.type not in inner.parent.attributes:
        if len(inner.parent.blocks_of(inner.type)) == 1:
            fix = Fix(f"Write {inner.type} as a value", Level.SAFE, needs_whole_module=False)
            fix.replace_text(n.InvalidExpression(inner.source, inner.open_brace, inner.open_brace), "= ")
    elif right is not None:
        fix = Fix(f"Write {right}", Level.SAFE, needs_whole_module=False)
        fix.rename(inner, right)
    ctx.report(inner, f"A block {name} has no block {inner.type}.", fix, address=one.address)


def _is_input(inner: Block, one: BlockElement, module: Module) -> bool:
    """Whether a block in a module call is meant as the value of an argument."""
    if inner.type == "providers":
        return True
    call = module.module_call(one.label)
    called = None if call is None else module.configuration.called(call)
    variable = None if called is None else called.variable(inner.type)
    return variable is not None and not (variable.type_text or "").strip().startswith(("list", "set", "tuple"))
