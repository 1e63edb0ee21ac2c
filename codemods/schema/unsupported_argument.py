"""Rule `unsupported-argument`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.terraform import BlockElement, Module

from ._blocks import NotEvidentError, blocks_of_value, in_order
from ._facts import Action, Fact
from ._filters import as_filter
from ._fit import fit, names_the_same
from ._headers import as_parameters
from ._inline_code import archived
from ._language import LIFECYCLE_ARGUMENTS, Stray, strays_at_the_top, strays_of
from ._names import is_known, meaning_of
from ._notes import as_comment
from ._only_map import in_only_map
from ._relocation import relocated
from ._renames import BY_PLACE, has_own_rule, second_of
from ._splits import split
from ._tags import GROUP, name_tag, tag_blocks
from ._walk import Place, places_of

_TAGS = frozenset({"tags", "tags_all"})


class UnsupportedArgument(Rule):
    """An argument that the resource type, or a block of the language, does not have.

    ## Why is this bad?
    Terraform refuses the whole configuration: `Unsupported argument`. It says so only after `terraform init` has
    fetched the provider, and one layer at a time.

    ## Example
    ```hcl
    resource "aws_flow_log" "main" {
      vpc_id              = "vpc-0123456789abcdef0"
      traffic_type        = "ALL"
      log_destination_arn = "arn:aws:s3:::flow-logs"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_flow_log" "main" {
      vpc_id          = "vpc-0123456789abcdef0"
      traffic_type    = "ALL"
      log_destination = "arn:aws:s3:::flow-logs"
    }
    ```

    ## Fix safety
    Safe, where one correction is evident: a rename that the provider's documentation knows, one misspelt name that is
    near to exactly one argument that is not set yet, `enable_x` for `x`, an argument that is all there is in one nested
    block, or tags on a type that has none. There is no plan to keep:
    Terraform refuses the configuration. Everything else is reported, with what the schema of the provider version in
    use has to say. An argument that a newer provider than ours may have is never removed.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits; the AWS provider's
    resource pages and upgrade guides for the renames.
    """

    name = "unsupported-argument"
    target = m.OneOf(m.Block(), m.Module())
    severity = Severity.ERROR

    def check(self, element: BlockElement | Module, ctx: RuleContext) -> None:
        """Hold every argument of an element against the schema of its type, or of the language."""
        if isinstance(element, Module):
            for attribute in strays_at_the_top(element):
                ctx.report(attribute, f"The argument {attribute.name} stands outside of all blocks.")
            return
        for stray in strays_of(element):
            if isinstance(stray.item, Attribute):
                message = f"Blocks of type {stray.where} have no argument {stray.item.name}."
                ctx.report(stray.item, message, _reworded(stray, stray.item), address=element.address)
        for place in places_of(element):
            for attribute in place.unknown_attributes():
                if has_own_rule(place, attribute.name):
                    continue
                fix, detail = _correction(place, attribute, ctx.module)
                message = f"{place.where} has no argument {attribute.name}."
                ctx.report(attribute, message, fix, address=element.address, detail=detail)
            for attribute in place.computed_attributes():
                fix = split(place, attribute, ctx.module) or _left_out(place, attribute, ctx.module)
                message = f"{place.where} sets {attribute.name} itself, it is no argument."
                ctx.report(attribute, message, fix, address=element.address)


def _reworded(stray: Stray, attribute: Attribute) -> Fix | None:
    """An argument of the language by its right name."""
    if stray.says_nothing:
        fix = _safe(f"Remove {attribute.name}, which says what the rest does")
        fix.remove(attribute)
        return fix
    if not stray.meant or stray.meant in attribute.parent.attributes:
        return None
    fix = _safe(f"Write {stray.meant} for {attribute.name}")
    fix.rename(attribute, stray.meant)
    return fix


def _in_lifecycle(place: Place, attribute: Attribute) -> Fix | None:
    """What Terraform does with a resource, in the block for that; the first of several has the fix."""
    if place.path or place.element.kind != "resource" or attribute.name not in LIFECYCLE_ARGUMENTS:
        return None
    group = {one.name: one for one in place.unknown_attributes() if one.name in LIFECYCLE_ARGUMENTS}
    blocks = place.body.blocks_of("lifecycle")
    if next(iter(group.values())) is not attribute or len(blocks) > 1:
        return None
    fix = _safe(f"Put {', '.join(group)} in the block lifecycle")
    for name, one in group.items():
        if blocks and name in blocks[0].body:
            return None
        if blocks:
            fix.set_attribute(blocks[0], name, one.expr_text)
        fix.remove(one)
    if not blocks:
        rows = tuple(t.attribute(name, one.expr_text) for name, one in group.items())
        fix.append(place.body, t.block("lifecycle", items=rows))
    return fix


def _left_out(place: Place, attribute: Attribute, module: Module) -> Fix | None:
    """An argument that the provider sets itself: by the name that it is set by, or left out."""
    if is_known(place, attribute.name):
        return _renamed(place, attribute, module)[0]
    if not place.provider.is_exact or place.provider.admits_newer:
        return None
    fix = Fix(f"Remove {attribute.name}, which the provider sets", Level.UNSAFE, needs_whole_module=False)
    fix.remove(attribute)
    return fix


def _correction(place: Place, attribute: Attribute, module: Module) -> tuple[Fix | None, str]:
    """The one evident correction, if there is one, and what a person should know."""
    name = attribute.name
    fact = BY_PLACE.get((place.type, place.inner, name))
    if fact is not None and fact.says_nothing(attribute.expr_text):
        fix = _safe(f"Remove {name}")
        fix.remove(attribute)
        return fix, fact.sentence
    if fact is not None and fact.action is Action.DROP:
        return None, fact.sentence
    moved = _moved(place, attribute, module)
    if moved is not None:
        return moved, fact.sentence if fact is not None else ""
    if fact is not None and fact.action is Action.ADVISE:
        return None, fact.sentence
    if name in _TAGS and not place.path and place.element.kind != "provider" and place.type != GROUP:
        fix = _safe(f"Remove {name}, which {place.type} does not take")
        fix.remove(attribute)
        return fix, ""
    if fact is not None and fact.action is Action.VALUE:
        return _revalued(place, attribute, fact)
    return _renamed(place, attribute, module)


def _moved(place: Place, attribute: Attribute, module: Module) -> Fix | None:
    """What the argument says, said elsewhere or in another form."""
    return (
        in_only_map(place, attribute)
        or split(place, attribute, module)
        or archived(place, attribute, module)
        or _in_lifecycle(place, attribute)
        or as_filter(place, attribute)
        or tag_blocks(place, attribute)
        or name_tag(place, attribute)
        or as_parameters(place, attribute)
    )


def _renamed(place: Place, attribute: Attribute, module: Module) -> tuple[Fix | None, str]:
    """The argument by the name that it has, or on the level that has it."""
    wanted = meaning_of(place, attribute.name)
    if wanted is None:
        fix, detail = relocated(place, attribute, module)
        fix = fix or as_comment(place, attribute)
        return fix, detail or _looked_up(place)
    if wanted.name in place.body or wanted.name in place.block_types():
        return None, f"Did you mean {wanted.name}? It is set as well."
    if wanted.name not in place.schema.attributes:
        return _as_blocks(place, attribute, wanted.name)
    fix = _safe(f"Write {wanted.name} for {attribute.name}")
    fix.rename(attribute, wanted.name)
    second = second_of(place, attribute)
    if second is not None:
        fix.set_attribute(place.body, second, attribute.expr_text)
    is_named = not wanted.is_near or names_the_same(attribute.expr, attribute.name, wanted.name, module)
    if not is_named or not fit(fix, attribute, place.schema.attributes[wanted.name], module):
        return None, f"Did you mean {wanted.name}? The value does not fit it."
    return fix, ""


def _looked_up(place: Place) -> str:
    """Where nothing was found, and why that may be."""
    if not place.provider.is_exact or place.provider.is_stale:
        return f"Looked up in version {place.provider.version} of the provider; a newer one may have it."
    return ""


def _safe(title: str) -> Fix:
    return Fix(title, Level.SAFE, needs_whole_module=False)


def _revalued(place: Place, attribute: Attribute, fact: Fact) -> tuple[Fix | None, str]:
    new = dict(fact.values).get(attribute.expr_text)
    if new is None or fact.to not in place.schema.settable_names:
        said = "; ".join(f"{fact.to} = {to} for {attribute.name} = {old}" for old, to in fact.values)
        return None, f"It is written otherwise: {said}."
    fix = _safe(f"Write {fact.to} = {new} for {attribute.name}")
    if fact.to in place.body or fact.to in place.block_types():
        fix = _safe(f"Remove {attribute.name}, for which {fact.to} stands")
        fix.remove(attribute)
    else:
        fix.rename(attribute, fact.to)
        fix.replace(attribute.expr, new)
    return fix, ""


def _as_blocks(place: Place, attribute: Attribute, wanted: str) -> tuple[Fix | None, str]:
    """An argument that is near to a nested block: as that block."""
    try:
        blocks = in_order(wanted, attribute.expr)
        blocks = blocks or blocks_of_value(wanted, place.schema.blocks[wanted], attribute.expr)
    except NotEvidentError as reason:
        return None, f"Did you mean the block {wanted}? {reason}"
    if not blocks:
        return None, f"Did you mean the block {wanted}?"
    fix = _safe(f"Write {wanted} blocks for {attribute.name}")
    fix.insert_after(attribute, "\n\n".join(blocks))
    fix.remove(attribute)
    return fix, ""
