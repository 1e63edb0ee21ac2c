"""What kind of value an expression has, as far as its text and the declarations of variables tell."""

from __future__ import annotations

from dataclasses import dataclass

from tffix.syntax import nodes as n
from tffix.terraform import Module

# Functions -> what they return; of lists, what the elements are. Terraform, "Built-in Functions".
_LISTS_OF_TEXT = frozenset({"compact", "formatlist", "keys", "regexall", "split", "cidrsubnets"})
_LISTS_OF_ANYTHING = frozenset({"chunklist", "csvdecode", "flatten", "range", "setproduct", "tolist", "values"})
_SAME_AS_ARGUMENT = frozenset({"concat", "distinct", "reverse", "slice", "sort"})
_FLAGS = frozenset({"alltrue", "anytrue", "can", "contains", "endswith", "fileexists", "startswith", "strcontains"})
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "&&", "||"})
_SIMPLE = frozenset({"string", "number", "bool"})
_MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is `list`, `set`, `map`, `string`, `number` or `bool`; `is_text`: of strings known early."""

    name: str
    is_text: bool = False


def kind_of_value(node: n.Expression | None, module: Module, steps: int = 0) -> Kind | None:
    """The kind of value of an expression, None where that is not known."""
    if node is None or steps > _MOST_STEPS:
        return None
    steps += 1
    if isinstance(node, n.Parentheses):
        return kind_of_value(node.expression, module, steps)
    if isinstance(node, n.Literal):
        return None if node.value is None else Kind("bool" if isinstance(node.value, bool) else "number")
    if isinstance(node, n.Template | n.Heredoc):
        whole = len(node.parts) == 1 and isinstance(node.parts[0], n.Interpolation)
        return None if whole else Kind("string")
    if isinstance(node, n.TupleCons):
        return Kind("list", all(_is_text(item, module, steps) for item in node.items))
    if isinstance(node, n.ForTuple | n.AttrSplat | n.FullSplat):
        return Kind("list", isinstance(node, n.ForTuple) and _is_text(node.value, module, steps))
    if isinstance(node, n.ObjectCons | n.ForObject):
        return Kind("map")
    if isinstance(node, n.UnaryOp):
        return Kind("bool" if node.operator == "!" else "number")
    if isinstance(node, n.BinaryOp):
        return Kind("bool" if node.operator in _COMPARISONS else "number")
    if isinstance(node, n.Conditional):
        one, other = (kind_of_value(value, module, steps) for value in (node.true_value, node.false_value))
        same = one is not None and other is not None and one.name == other.name
        return Kind(one.name, one.is_text and other.is_text) if same and one and other else None
    if isinstance(node, n.FunctionCall):
        return _of_call(node, module, steps)
    return _of_name(node, module, steps) if isinstance(node, n.Traversal) else None


def _of_call(node: n.FunctionCall, module: Module, steps: int) -> Kind | None:
    name = node.name
    if name in _LISTS_OF_TEXT:
        return Kind("list", name != "regexall")
    if name in _LISTS_OF_ANYTHING:
        inner = kind_of_value(node.arguments[0], module, steps) if name == "tolist" and node.arguments else None
        return Kind("list", inner is not None and inner.is_text)
    if name in _SAME_AS_ARGUMENT and node.arguments and not node.expand_final:
        arguments = node.arguments if name == "concat" else node.arguments[:1]
        kinds = [kind_of_value(argument, module, steps) for argument in arguments]
        return Kind("list", all(kind is not None and kind.is_text for kind in kinds))
    return Kind("bool") if name in _FLAGS else None


def _of_name(node: n.Traversal, module: Module, steps: int) -> Kind | None:
    names = node.names
    if len(names) != 2 or node.keys:
        return None
    if names[0] == "local":
        local = module.local(names[1])
        return None if local is None or local.is_overridden else kind_of_value(local.expr, module, steps)
    variable = module.variable(names[1]) if names[0] == "var" else None
    if variable is None or variable.is_overridden or variable.type_text is None:
        return None
    type_ = "".join(variable.type_text.split())
    if type_ in _SIMPLE:
        return Kind(type_)
    outer, _, inner = type_.partition("(")
    if outer == "list":
        return Kind("list", inner == "string)")
    if outer == "set":
        return Kind("set", inner == "string)")
    return Kind("list") if outer == "tuple" else Kind("map") if outer in ("map", "object") else None


def _is_text(node: n.Expression, module: Module, steps: int) -> bool:
    """Whether an expression is a string that is known before anything is made."""
    if isinstance(node, n.Template):
        return all(reference.address.startswith(("var.", "local.")) for reference in module.references_in(node))
    kind = kind_of_value(node, module, steps)
    return kind is not None and kind.name == "string" and isinstance(node, n.Traversal)
