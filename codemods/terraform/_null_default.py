"""Whether the default of a variable can become null, all its uses being replaced by something that is never null."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from tffix.syntax import nodes as n
from tffix.terraform import UNKNOWN, Local, Module, ModuleCall, Reference, TerraformBlock, Variable, evaluate
from tffix.terraform.files import FileKind, directory_of, join_path, kind_of
from tffix.terraform.resolve import unwrap

from ._allowed_values import names_address

# Functions that make something of a null, or of an error that a null causes, themselves.
_FALLBACKS = frozenset({"coalesce", "coalescelist", "try", "can"})
# Functions by which a string is asked whether it is empty.
_OF_LENGTH = frozenset({"compact", "length", "trimspace"})


def uses_of(variable: Variable) -> tuple[Reference, ...]:
    """The references to a variable outside `variable` blocks: those that have to be replaced."""
    found = variable.module.references_to(variable.address)
    return tuple(use for use in found if not isinstance(use.container, Variable))


def obstacles(variable: Variable, uses: tuple[Reference, ...], kind: str) -> Iterator[str]:
    """Why the default cannot become null, as sentences; `kind` is that of the value that takes its place."""
    name = variable.address
    yield from _of_declaration(variable)
    for reference in variable.module.references_to(name):
        container = reference.container
        if isinstance(container, Variable) and container != variable:
            yield f"A validation of {container.address} reads {name}."
    for use in uses:
        yield from _of_use(name, use, kind)
    yield from _outside(variable)
    if kind == "string":
        yield from _empty_strings(variable)


def _of_declaration(variable: Variable) -> Iterator[str]:
    name = variable.address
    if variable.is_overridden:
        yield f"An override file amends {name}."
        return
    if variable.attribute("default") is None:
        yield f"{name} has no default: every caller sets it."
    elif evaluate(variable.default) is UNKNOWN:
        yield f"The default of {name} is no literal."
    if variable.is_nullable is not True:
        yield f"{name} is not nullable."
    for argument in ("sensitive", "ephemeral"):
        if variable.constant(argument, default=False) is not False:
            yield f"{name} is {argument}."
    for block in variable.validations:
        condition, message = block.body.get("condition"), block.body.get("error_message")
        accepts = condition is None or _accepts_null(condition.expr, name)
        if not accepts or (message is not None and any(_mentions(message.expr, name))):
            yield f"The validation of {name} does not admit null."


def _accepts_null(condition: n.Expression, address: str) -> bool:
    """Whether a condition is true of null, by its form.

    Terraform before 1.12 evaluates both sides of `||`: `var.x == null || var.x > 0` fails for null.
    """
    condition = unwrap(condition)
    if not any(_mentions(condition, address)):
        return True
    if isinstance(condition, n.FunctionCall) and condition.name == "try":
        return evaluate(condition.arguments[-1]) is True and _only_orders(condition.arguments[0])
    if isinstance(condition, n.Conditional):
        question = unwrap(condition.condition)
        if not isinstance(question, n.BinaryOp) or not _compares_with_null(question, address):
            return False
        chosen = {"==": condition.true_value, "!=": condition.false_value}.get(question.operator)
        return chosen is not None and evaluate(chosen) is True
    return False


def _only_orders(expression: n.Expression) -> bool:
    """Whether an expression orders or calculates, which is an error for null: `try` goes on to its next argument."""
    inner = unwrap(expression)
    return isinstance(inner, n.BinaryOp) and inner.operator in ("<", "<=", ">", ">=")


def _compares_with_null(node: n.BinaryOp, address: str) -> bool:
    sides = (node.left, node.right)
    return any(names_address(a, address) and evaluate(b) is None for a, b in (sides, sides[::-1]))


def _mentions(node: n.Node, address: str) -> Iterator[bool]:
    for inner in node.walk():
        if isinstance(inner, n.Traversal) and ".".join(inner.names[:2]) == address:
            yield True


# Uses ---------------------------------------------------------------------------------------------------------------


def _of_use(name: str, use: Reference, kind: str) -> Iterator[str]:
    attribute, container = use.attribute, use.container
    if attribute is None or not isinstance(use.node, n.Traversal) or not names_address(use.expression, name):
        yield f"{name} is used with an index."
        return
    is_source = isinstance(container, ModuleCall) and attribute.name in ("source", "version")
    if isinstance(container, TerraformBlock) or is_source or attribute.name == "depends_on":
        yield f"{name} is used where no local value may stand."
        return
    around = _around(attribute.expr, use.node)
    for outer in around:
        if isinstance(outer, n.FunctionCall) and outer.name in _FALLBACKS:
            yield f"A use of {name} has a fallback of its own ({outer.name})."
        elif isinstance(outer, n.ForTuple | n.ForObject) and "local" in _bound(outer):
            yield f"{name} is used where no local value may stand."
    if _asks_whether_set(use.node, around, kind):
        yield f"A use of {name} asks whether it is set."


def _asks_whether_set(node: n.Node, around: list[n.Node], kind: str) -> bool:
    """Whether the value is compared with null or, being a string, with the empty one."""
    for outer in around:
        if isinstance(outer, n.BinaryOp):
            value = evaluate(outer.right if outer.left is node else outer.left)
            return outer.operator in ("==", "!=") and (value is None or (kind == "string" and value == ""))
        if isinstance(outer, n.FunctionCall):
            return kind == "string" and outer.name in _OF_LENGTH
        if not isinstance(outer, n.Parentheses | n.Interpolation | n.Template):
            return False
        node = outer
    return False


def _around(root: n.Node, node: n.Node) -> list[n.Node]:
    """The nodes around a node inside `root`, from the innermost."""
    found: list[n.Node] = []
    while root is not node:
        found.append(root)
        root = next(child for child in root.children if child.start <= node.start and node.end <= child.end)
    return found[::-1]


def _bound(node: n.ForTuple | n.ForObject) -> set[str]:
    return {variable.name for variable in (node.key_variable, node.value_variable) if variable is not None}


# Other files --------------------------------------------------------------------------------------------------------


def is_tested(module: Module, address: str) -> bool:
    """Whether a test of the module reads `var.x` or `local.x`."""
    return any(_word(address).search(text) for text in _texts(module, FileKind.TEST, "tests"))


def _word(address: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(address)}(?![\w-])")


def _texts(module: Module, wanted: FileKind, *below: str) -> list[str]:
    """The texts of a module's files of one kind, those in the directories `below` it included."""
    directories = {module.directory, *(join_path(module.directory, name) for name in below)}
    sources = module.configuration.sources
    return [sources[p] for p in sources if kind_of(p) is wanted and directory_of(p) in directories]


def _outside(variable: Variable) -> Iterator[str]:
    module, name = variable.module, variable.address
    if is_tested(module, name):
        yield f"A test reads {name}."
    if any(_word(name).search(text) for text in _texts(module, FileKind.JSON_CONFIG)):
        yield f"A JSON file reads {name}."


def _empty_strings(variable: Variable) -> Iterator[str]:
    """`coalesce` takes an empty string for none: where somebody sets one, it would be lost."""
    module, label = variable.module, variable.label
    values = [
        evaluate(attribute.expr, call_module, follow_variables=True)
        for attribute, call_module in (
            *((file.body.get(label), None) for file in module.tfvars),
            *((call.attribute(label), call.module) for call in module.configuration.callers(module)),
        )
        if attribute is not None
    ]
    values += [_json_value(text, label) for text in _texts(module, FileKind.JSON_TFVARS)]
    if "" in [value for value in values if isinstance(value, str)]:
        yield f"Somebody sets {variable.address} to an empty string, which coalesce takes for none."


def _json_value(text: str, name: str) -> object:
    try:
        document = json.loads(text)
    except ValueError:
        return None
    return document.get(name) if isinstance(document, dict) else None


# What the map depends on --------------------------------------------------------------------------------------------


def dependencies(local: Local) -> frozenset[str]:
    """The addresses that a local value depends on, through other local values too."""
    found: set[str] = set()
    todo = [local]
    while todo:
        one = todo.pop()
        for reference in one.module.references_in(one):
            if reference.address not in found:
                found.add(reference.address)
                inner = one.module.get(reference.address)
                if isinstance(inner, Local):
                    todo.append(inner)
    return frozenset(found)
