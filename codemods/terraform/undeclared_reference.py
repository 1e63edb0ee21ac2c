"""Rule `undeclared-reference`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, DataSource, Element, Local, Module, Output, Reference, Resource
from tffix.terraform.addresses import Address, address_of_names, parse_address

from ..aws._plain_data import PLAIN_DATA, declare_plain_data
from ._foreign_text import escape
from ._undeclared import (
    mentioned,
    names_of,
    near_miss,
    ordered,
    takes_values,
    write_address,
)

_WORDS = {"resource": "resource", "data": "data source", "module": "module call"}
# Slips of the names that other objects than resources begin with.
_ROOTS = {"input": "var", "locals": "local", "variable": "var", "variables": "var", "vars": "var"}
# Names for the only one of its kind: beside the only object of a type they say the same.
_GENERIC = frozenset({"current", "default", "main", "primary", "selected", "this"})


class UndeclaredReference(Rule):
    """Reference to a resource, data source or module call that is declared nowhere in the module.

    ## Why is this bad?
    Terraform refuses the whole configuration, and nothing can be planned or applied: "Reference to undeclared
    resource". What the name stands for was forgotten, or has another name.

    ## Example
    ```hcl
    resource "aws_sns_topic" "alerts" {
      name = "alerts-${data.aws_caller_identity.current.account_id}"
    }

    output "topic" {
      value = aws_sns_topic.alert.arn
    }
    ```
    Use instead:
    ```hcl
    data "aws_caller_identity" "current" {}

    resource "aws_sns_topic" "alerts" {
      name = "alerts-${data.aws_caller_identity.current.account_id}"
    }

    output "topic" {
      value = aws_sns_topic.alerts.arn
    }
    ```
    Data sources that only say where the configuration runs (`aws_caller_identity`, `aws_region`, `aws_partition`,
    `aws_availability_zones`, ...) are declared, in the file for data sources if there is one. Where one of the same
    type is declared under another name, the reference is corrected instead.

    References with a `data.` too much or too few are corrected where the object exists, and so are names that are a
    slip of the one object of that type; `locals.x` and `vars.x` lose their plural. What a text for JavaScript sets
    itself is escaped. A provider configuration (`aws.west`) is no value: a local value that holds one and that nothing
    reads is removed. Everything else is reported: what the object should be is not in the text.

    ## Fix safety
    Safe: Terraform refuses the configuration, and the reference says which object it needs. Unsafe where a name is
    corrected to one that differs in more than a slip (`aws_vpc.this` to the only VPC, `aws_vpc.main`), and where a
    local value is removed.

    ## References
    Terraform documentation, "References to Named Values", "Data Sources"
    """

    name = "undeclared-reference"
    subject = "References and dependencies"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every address in the text of the module that nothing declares."""
        if element.has_structure_errors:
            return
        scoped = _scoped_data(element)
        uses = {
            address: ordered(
                reference
                for reference in element.references_to(str(address))
                if takes_values(reference) and (str(address), _place(reference)) not in scoped
            )
            for address in _addresses(element)
            if not element.declares(str(address))
        }
        # New data sources go to one place: above what uses the first of them.
        plain = [r for one, found in uses.items() if one.kind == "data" and one.type in PLAIN_DATA for r in found]
        for address, references in uses.items():
            for reference in references:
                fix = _fix(reference, address, plain)
                detail = "" if fix is not None else _others(address, element)
                message = f"{address} is not declared: there is no such {_WORDS[address.kind]}."
                ctx.report(reference.node, message, fix, detail=detail, address=str(address))


def _addresses(module: Module) -> tuple[Address, ...]:
    """What may be an address of a resource, data source or module call in the text of the module, each once."""
    known = (address_of_names(names if names[2] else names[:2]) for names in mentioned(module))
    found = (parse_address(text) for text in dict.fromkeys(one[0] for one in known if one is not None))
    return tuple(address for address in found if address is not None and address.kind in _WORDS)


def _scoped_data(module: Module) -> frozenset[tuple[str, int]]:
    """The data sources inside `check` blocks, each with the place of its block: they are known there only."""
    return frozenset(
        (f"data.{'.'.join(data.label_values)}", block.start)
        for block in module.blocks_of("check")
        for data in block.body.blocks_of("data")
    )


def _place(reference: Reference) -> int:
    container = reference.container
    return -1 if container is None else container.start


def _others(address: Address, module: Module) -> str:
    """What there is of the kind instead, as a sentence; empty if nothing."""
    if _is_configuration(address, module):
        return f"{address} names a configuration of the provider {address.type}, which is no value."
    labels = names_of(_alike(address, module))
    if not labels:
        return ""
    prefix = str(address).removesuffix(address.name)
    return "The module has " + ", ".join(f"{prefix}{label}" for label in labels[:5]) + "."


def _is_configuration(address: Address, module: Module) -> bool:
    """Whether what looks like the address of a resource names a provider configuration, such as `aws.west`."""
    if address.kind != "resource" or "_" in address.type:
        return False
    users: tuple[Resource | DataSource, ...] = (*module.resources, *module.data)
    names = {one.provider_name for one in users} | {provider.label for provider in module.providers}
    return address.type in names


def _alike(address: Address, module: Module) -> tuple[BlockElement, ...]:
    """The objects of the same kind and type."""
    if address.kind == "module":
        return module.modules
    return module.resources_of(address.type) if address.kind == "resource" else module.data_of(address.type)


# The correction ----------------------------------------------------------------------------------------------------


def _fix(reference: Reference, address: Address, plain: list[Reference]) -> Fix | None:
    """The one evident correction of a reference; `plain` are all that want a data source of `PLAIN_DATA`."""
    node, module = reference.node, reference.module
    if not isinstance(node, n.Traversal):
        return None  # a quoted reference of old configurations
    escaped = escape(node, module.files_by_path[reference.path])
    if escaped is not None:
        return escaped
    kind, type_, name = address
    right_root = _ROOTS.get(type_) if kind == "resource" else None
    if right_root is not None and module.declares(f"{right_root}.{name}"):
        fix = Fix(f"Write {right_root}.{name}", Level.SAFE)
        write_address(fix, node, f"{right_root}.{name}")
        return fix
    holder = reference.container
    if _is_configuration(address, module):
        if not isinstance(holder, Local) or module.references_to(holder.address):
            return None
        fix = Fix(f"Remove {holder.address}, which nothing reads", Level.UNSAFE)
        fix.remove(holder)
        return fix
    other = Address({"resource": "data", "data": "resource"}.get(kind, ""), type_, name)
    if (kind == "resource" and type_ in PLAIN_DATA) or _fits(module.get(str(other)), reference):
        fix = Fix(f"Write {other}", Level.SAFE)
        first, second = node.steps[:2]
        if kind == "resource":
            fix.replace(first, "data.", first)
        else:
            fix.replace(node, node.source.text[second.start : node.end])
        return fix
    right = _right_name(reference, address)
    if right is not None:
        fix = Fix(f"Write {address._replace(name=right[0])}", right[1])
        fix.rename(_name_step(node, name), right[0])
        return fix
    if kind == "data" and type_ in PLAIN_DATA:
        fix = Fix(f"Declare {address}", Level.SAFE)
        anchor = min((r.container for r in plain if r.container is not None), key=_precedence)
        declare_plain_data(fix, str(address), reference.module, anchor)
        return fix
    return None


def _right_name(reference: Reference, address: Address) -> tuple[str, Level] | None:
    """The name that is evidently meant among those of the same type."""
    alike = [element for element in _alike(address, reference.module) if _fits(element, reference)]
    if address.kind == "data" and address.type in PLAIN_DATA:
        plain = [data for data in alike if not data.body.items or PLAIN_DATA[address.type].keys() >= set(_set(data))]
        return (plain[0].label, Level.SAFE) if len(plain) == 1 else None
    labels = names_of(alike)
    near = near_miss(address.name, labels, plural=True)
    if near is not None:
        return near, Level.SAFE
    short = {label for label in labels if _without_type(label, address) == _without_type(address.name, address)}
    if len(short) == 1:
        return short.pop(), Level.UNSAFE
    is_only = len(labels) == 1 and labels[0] in _GENERIC and address.name in _GENERIC
    return (labels[0], Level.UNSAFE) if is_only else None


def _set(element: BlockElement) -> list[str]:
    """What a block sets, nested blocks included."""
    return [item.name if isinstance(item, Attribute) else item.type for item in element.body.items]


def _without_type(name: str, address: Address) -> str:
    """A name without the words of its type: `logs_bucket` is `logs` for an `aws_s3_bucket`."""
    words = [word for word in name.split("_") if word not in address.type.split("_")]
    return "_".join(words) or name


def _name_step(node: n.Traversal, name: str) -> n.TraverseAttr:
    """The step with the name of the object: the last of its address."""
    steps = [step for step in node.steps[1:3] if isinstance(step, n.TraverseAttr)]
    return next(step for step in reversed(steps) if step.name == name)


def _fits(element: Element | None, reference: Reference) -> bool:
    """Whether a reference may be to an element as it stands: with an instance key only if there are instances."""
    if not isinstance(element, BlockElement):
        return False
    attribute = reference.attribute
    if attribute is not None and attribute.name == "depends_on":
        return True
    repeats = element.repeats
    return repeats is _has_key(reference)


def _has_key(reference: Reference) -> bool:
    """Whether an index or a splat follows the address."""
    node = reference.node
    assert isinstance(node, n.Traversal)
    length = len(reference.address.split(".")) + (node.root_name == "resource")
    steps = node.steps
    if len(steps) > length:
        return isinstance(steps[length], n.TraverseIndex)
    rest = node.source.text[node.end : reference.expression.end].lstrip()
    return rest.startswith(("[", ".*"))


def _precedence(element: Element) -> tuple[bool, str, int]:
    """Resources before outputs, else as they stand in the files."""
    return isinstance(element, Output), element.path, element.start
