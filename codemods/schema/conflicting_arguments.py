"""Rule `conflicting-arguments`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, Resource
from tffix.words import listed

from ._exclusions import IDLE, exclusions
from ._walk import Place, places_of

_ALWAYS = frozenset({"arn", "id", "key_id", "result"})


class ConflictingArguments(Rule):
    """Arguments that exclude each other, all of them set.

    ## Why is this bad?
    The provider takes one of them: it refuses the whole configuration when it is validated ("Conflicting configuration
    arguments", "only one of"), and nothing is deployed. Where one is read from another resource, it says so
    in the first plan that knows the value.

    ## Example
    ```hcl
    resource "aws_glue_job" "clean" {
      name              = "clean"
      role_arn          = var.role_arn
      worker_type       = "G.1X"
      number_of_workers = 4
      max_capacity      = 4

      command {
        script_location = "s3://scripts/clean.py"
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_glue_job" "clean" {
      name              = "clean"
      role_arn          = var.role_arn
      worker_type       = "G.1X"
      number_of_workers = 4

      command {
        script_location = "s3://scripts/clean.py"
      }
    }
    ```
    Where each of them says something of its own, they are reported. An argument that may be null (of a variable, a
    condition) is taken for one that is not set.

    ## Fix safety
    Unsafe: the provider accepts none of it, but Terraform itself does, so a plan with a provider that is made up
    changes.

    ## References
    What the AWS provider says when it refuses the arguments; `codemods/schema/exclusions.json` has the sets.
    """

    name = "conflicting-arguments"
    target = m.Resource()
    severity = Severity.ERROR
    # What is no argument, or of an older version, goes first.
    after = ("unsupported-argument", "deprecated-argument")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the bodies of an element."""
        if not element.type.startswith("aws_") or element.is_overridden:
            return
        for place in places_of(element):
            told = set[str]()
            for names in exclusions(place.type, place.path):
                given = [name for name in names if name not in told and any(_given(place, name))]
                if len(given) < 2 or not any(_is_there(place, name) for name in given):
                    continue
                if all(_is_known(place, name) for name in given):
                    _report(place, given, ctx)
                    told.update(given[1:])


def _report(place: Place, given: list[str], ctx: RuleContext) -> None:
    idle = [drop for type_, keep, drop in IDLE if type_ == place.type and {keep, drop} == set(given)]
    fix = None
    node = next(iter(_given(place, idle[0] if idle else given[-1])))
    if idle:
        fix = Fix(f"Leave out {idle[0]}", Level.UNSAFE, needs_whole_module=False)
        fix.remove(node)
    message = f"{place.where} takes only one of {listed(given)}."
    ctx.report(node, message, fix, address=place.element.address)


def _is_known(place: Place, name: str) -> bool:
    return name in place.schema.attributes or name in place.schema.blocks


def _is_there(place: Place, name: str) -> bool:
    attribute = place.body.attributes.get(name)
    return attribute is None or _is_written(attribute.expr)


def _given(place: Place, name: str) -> Iterator[Attribute | Block]:
    """What sets an argument for certain: not what may be null, and no block that may be there no times."""
    yield from place.body.blocks_of(name)
    attribute = place.body.attributes.get(name)
    if attribute is not None and (_is_written(attribute.expr) or _is_read(attribute.expr, place.element)):
        yield attribute


def _is_written(value: n.Expression) -> bool:
    """Whether a value is in the text; the provider minds empty ones and `false` as well."""
    if isinstance(value, n.Template):
        return not value.text.startswith('"${')
    if isinstance(value, n.Literal):
        return value.text != "null"
    return isinstance(value, n.TupleCons | n.ObjectCons)


def _is_read(value: n.Expression, element: BlockElement) -> bool:
    """Whether a value is what a resource always has. The provider minds it as soon as that is there."""
    if not isinstance(value, n.Traversal) or value.keys or value.names[-1] not in _ALWAYS:
        return False
    return isinstance(element.module.resolve(value), Resource)
