"""What a name that refers to nothing was meant to be, where that is evident."""

from __future__ import annotations

from tffix.rules import Fix, Level
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import Module

from ._foreign_text import escape, interpolation_of
from ._undeclared import near_miss, top_block

# Expressions that may stand anywhere without parentheses.
_CLOSED = (n.Traversal, n.Literal, n.Template, n.FunctionCall, n.GetAttr, n.Index, n.TupleCons, n.ObjectCons)
_EFFECTS = frozenset({"Allow", "Deny"})


def meant(node: n.Traversal, attribute: Attribute, module: Module) -> Fix | None:
    """The one evident correction of a name that means nothing where it stands."""
    file = module.files_by_path[attribute.source.path]
    names = node.names
    if names[0] == "self":
        return _of_self(node, attribute, module, interpolation_of(node, file))
    if names[0] == "each":
        return _of_dynamic(node, attribute)
    if names[0] == "terraform":
        return _renamed(node, 1, "workspace") if names[1:2] == ("env",) else None
    if names[0] == "path":
        right = near_miss(names[1], ("module", "root", "cwd"), plural=True) if len(names) > 1 else None
        return _renamed(node, 1, right) if right else None
    if len(names) > 1:
        return None
    escaped = escape(node, file)
    if escaped is not None:
        return escaped
    declared = [kind for kind in ("var", "local") if module.declares(f"{kind}.{names[0]}")]
    if len(declared) == 1:
        address = f"{declared[0]}.{names[0]}"
        fix = Fix(f"Write {address}", Level.SAFE)
        fix.replace(node, address + node.text[len(names[0]) :])
        return fix
    if names[0] in _EFFECTS and not node.keys and isinstance(file.parent_of(node), n.ObjectItem):
        fix = Fix(f'Write "{names[0]}"', Level.SAFE, needs_whole_module=False)
        fix.replace(node, f'"{names[0]}"')
        return fix
    return None


def _of_dynamic(node: n.Traversal, attribute: Attribute) -> Fix | None:
    """`each` in the content of a `dynamic` block: the iterator of that block."""
    inner, block = None, attribute.parent.parent
    while block is not None and not (block.type == "dynamic" and inner is not None and inner.type == "content"):
        inner, block = block, block.parent.parent
    if block is None or len(block.labels) != 1 or node.names[1:2] not in (("key",), ("value",)):
        return None
    iterator = block.body.get("iterator")
    name = block.label_values[0] if iterator is None else iterator.expr_text.strip()
    fix = Fix(f"Write {name}.{node.names[1]}", Level.SAFE, needs_whole_module=False)
    fix.replace(node.steps[0], name)
    return fix


def _renamed(node: n.Traversal, step: int, name: str) -> Fix | None:
    found = node.steps[step]
    if isinstance(found, n.TraverseIndex):
        return None
    fix = Fix(f"Write {node.names[0]}.{name}", Level.SAFE, needs_whole_module=False)
    fix.rename(found, name)
    return fix


def _of_self(
    node: n.Traversal,
    attribute: Attribute,
    module: Module,
    held: tuple[n.Interpolation, n.Template | n.Heredoc] | None,
) -> Fix | None:
    """The value that `self.name` stands for: of the output of that name, or of the resource's own argument."""
    block = top_block(attribute)
    if block is None or len(node.names) != 2 or node.keys:
        return None
    name = node.names[1]
    if block.type == "output":
        output = module.output(name)
        value = None if output is None or output.block is block or output.is_overridden else output["value"]
        whose = f"output.{name}"
    else:
        own = block.body.get(name)
        value = None if own is None or own is attribute else own.expr
        whose = name
    if value is None or "\n" in value.text or "self" in value.text:
        return None
    fix = Fix(f"Write the value of {whose}", Level.SAFE)
    if held is not None and isinstance(value, n.Template) and _fits(value, held[1]):
        fix.replace_text(n.InvalidExpression(node.source, held[0].start, held[0].end), value.text[1:-1])
        return fix
    fix.replace(node, value.text if isinstance(value, _CLOSED) else f"({value.text})")
    return fix


def _fits(value: n.Template, around: n.Template | n.Heredoc) -> bool:
    """Whether the text between the quotes of a string says the same inside of another template."""
    return isinstance(around, n.Template) or "\\" not in value.text
