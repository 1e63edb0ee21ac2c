"""Rule `literal-instance-key`."""

from __future__ import annotations

import re

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, Module, Variable, evaluate
from tffix.terraform.resolve import plain_reference, unwrap

from ._instance_lists import Found, Run, rewritten, runs_in
from ._instance_references import multiplied, references

_KEY = re.compile(r'([\w-]+)\["')
# Where references are addresses, which cannot be computed.
_STATIC = frozenset({"depends_on", "providers", "ignore_changes"})
_DEPTH = 8


class LiteralInstanceKey(Rule):
    """List that names all instances of a resource by literal keys, though a variable says which there are.

    ## Why is this bad?
    With another value of the variable, Terraform refuses the keys that are gone ("Invalid index"), and those that are
    new are left out: of a dashboard, of an output, of a policy.

    ## Example
    ```hcl
    variable "versions" {
      type    = list(string)
      default = ["v1", "v2"]
    }

    resource "aws_sqs_queue" "jobs" {
      for_each = toset(var.versions)
      name     = "jobs-${each.key}"
    }

    resource "aws_cloudwatch_dashboard" "jobs" {
      dashboard_name = "jobs"
      dashboard_body = jsonencode({
        widgets = [
          {
            type = "metric"
            properties = {
              region = "eu-west-1"
              metrics = [
                ["AWS/SQS", "NumberOfMessagesSent", "QueueName", aws_sqs_queue.jobs["v1"].name],
                ["AWS/SQS", "NumberOfMessagesSent", "QueueName", aws_sqs_queue.jobs["v2"].name],
              ]
            }
          }
        ]
      })
    }
    ```
    Use instead:
    ```hcl
    variable "versions" {
      type    = list(string)
      default = ["v1", "v2"]
    }

    resource "aws_sqs_queue" "jobs" {
      for_each = toset(var.versions)
      name     = "jobs-${each.key}"
    }

    resource "aws_cloudwatch_dashboard" "jobs" {
      dashboard_name = "jobs"
      dashboard_body = jsonencode({
        widgets = [
          {
            type = "metric"
            properties = {
              region = "eu-west-1"
              metrics = [
                for key in var.versions : ["AWS/SQS", "NumberOfMessagesSent", "QueueName", aws_sqs_queue.jobs[key].name]
              ]
            }
          }
        ]
      })
    }
    ```
    Objects (`{ v1 = aws_sqs_queue.jobs["v1"].url, ... }`) are treated alike. The elements have to be the same but for
    the key. A list that names some of the instances was meant so, and stays; one that names all of them in another
    order is reported, and so is one whose variable has no default. What else is in the list stays where it is, by
    `concat`.

    ## Fix safety
    Unsafe: the value is the same for the default of the variable, and follows it for every other one.

    ## References
    Terraform, "The for_each Meta-Argument", referring to instances; "For Expressions"
    """

    name = "literal-instance-key"
    subject = "References and dependencies"
    target = m.Module()

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every attribute that names instances of something by two literal keys or more."""
        found: dict[int, tuple[Attribute, list[Found]]] = {}
        keyed = {name for one in element.attributes_matching(_KEY) for name in _KEY.findall(one.expr_text)}
        for one, is_multiplied in multiplied(element) if keyed else ():
            if not is_multiplied or one.for_each is None or one.label not in keyed:
                continue
            for reference in references(element, one):
                attribute = reference.reference.attribute
                if reference.index is not None and attribute is not None and attribute.name not in _STATIC:
                    found.setdefault(id(attribute), (attribute, []))[1].append(Found(reference, one))
        for attribute, named in found.values():
            for runs in runs_in(attribute, named):
                _check(runs, attribute, ctx)


def _check(runs: list[Run], attribute: Attribute, ctx: RuleContext) -> None:
    """Report the runs of one list or object, all with the fix of all of them."""
    module = ctx.module
    found, repeated = list[tuple[Run, Variable, str | None]](), list[tuple[Run, str]]()
    for run in runs:
        keys = _keys_of(run.element)
        variable = None if keys is None else _variable(keys, module)
        if keys is None or variable is None:
            continue
        known = _known(keys, module)
        if sorted(run.keys) != known and (known is not None or variable.default is not None):
            continue
        collection = None if known is None else _collection(run, keys, module)
        made = None if collection is None else run.repeated(collection)
        if made is not None:
            repeated.append((run, made))
        found.append((run, variable, collection if made is not None else None))
    text = rewritten(runs[0].container, repeated) if repeated else None
    element = module.element_at(attribute.source.path, attribute.start)
    for run, variable, collection in found:
        fix = None
        if text is not None and collection is not None:
            fix = Fix(f"Repeat the element for each of {collection}", Level.UNSAFE)
            fix.replace(run.container, text)
        listed = ", ".join(f'"{key}"' for key in run.keys)
        message = f"The keys {listed} of {run.element.address} are written out, though {variable.address} says which"
        ctx.report(run.node, f"{message} there are.", fix, address="" if element is None else element.address)


def _keys_of(element: BlockElement, depth: int = 0) -> n.Expression | None:
    """What says which instances there are, through the resources that repeat as others do; None where it is unclear."""
    expression = element.for_each
    if expression is None or element.is_overridden or depth > _DEPTH:
        return None
    other = element.module.resolve(expression)
    if isinstance(other, BlockElement) and other.block_type in ("resource", "data", "module"):
        # The resource itself, not a map that it has.
        is_whole = expression.text.removeprefix("resource.") == other.address
        return _keys_of(other, depth + 1) if is_whole else None
    return expression


def _variable(expression: n.Expression, module: Module) -> Variable | None:
    """The variable that an expression reads, by itself or through local values, if there is one alone."""
    todo, seen, found = [expression], set[str](), dict[str, Variable]()
    while todo:
        for reference in module.references_in(todo.pop()):
            element = module.get(reference.address)
            if isinstance(element, Variable):
                found[element.address] = element
            local = module.local(reference.address.removeprefix("local.")) if "local." in reference.address else None
            if local is not None and local.address not in seen:
                seen.add(local.address)
                todo.append(local.expr)
    one = next(iter(found.values())) if len(found) == 1 else None
    return None if one is None or one.is_overridden else one


def _known(expression: n.Expression, module: Module) -> list[str] | None:
    """The keys as they are with the default of the variable, sorted as Terraform does; None where that is not known."""
    value = evaluate(expression, module, follow_variables=True, partial=True)
    keys = list(value) if isinstance(value, dict | list) else []
    return sorted(set(keys)) if keys and all(isinstance(key, str) for key in keys) else None


def _collection(run: Run, keys: n.Expression, module: Module) -> str | None:
    """What to go through, in an order that gives the same list as before; None where there is nothing like that."""
    inner = unwrap(keys)
    if isinstance(inner, n.FunctionCall) and inner.name == "toset" and len(inner.arguments) == 1:
        source = inner.arguments[0]
        if plain_reference(source) is not None and _listed(source, module) == run.keys:
            return source.text
    if isinstance(run.container, n.TupleCons) and run.keys != _known(keys, module):
        return None
    if plain_reference(inner) is None:
        return f"keys({run.element.address})"
    value = evaluate(inner, module, follow_variables=True, partial=True)
    return f"keys({inner.text})" if isinstance(value, dict) else inner.text


def _listed(expression: n.Expression, module: Module) -> list[str] | None:
    value = evaluate(expression, module, follow_variables=True)
    source = module.resolve(expression)
    is_set = isinstance(source, Variable) and (source.type_text or "").startswith("set")
    return value if isinstance(value, list) and not is_set else None
