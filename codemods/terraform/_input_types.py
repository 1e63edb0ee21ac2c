"""The type of an input variable, as far as the places that use it prove it."""

from __future__ import annotations

from collections.abc import Iterable

from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Module, ModuleCall, Reference, Resource, Variable
from tffix.terraform.schema_types import AttributeSchema, type_text

from ..schema._walk import places_of
from ._undeclared import top_block

ANY = "any"

# Types of the arguments of functions, by place; the last one holds for all that follow, "" says nothing.
# Source: Terraform documentation, "Built-in Functions".
_TEXT = (
    "upper lower title trimspace chomp strrev md5 sha1 sha256 sha512 bcrypt base64encode base64decode base64gzip "
    "base64sha256 base64sha512 urlencode jsondecode yamldecode csvdecode pathexpand dirname basename abspath file "
    "filebase64 fileexists filemd5 filesha1 filesha256 filesha512 filebase64sha256 filebase64sha512 replace split "
    "trim trimprefix trimsuffix startswith endswith strcontains regex regexall formatdate timeadd timecmp cidrnetmask"
)
_NUMBERS = "abs ceil floor log pow signum range"
_ARGUMENTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_TEXT.split(), ("string",)),
    **dict.fromkeys(_NUMBERS.split(), ("number",)),
    "cidrhost": ("string", "number"),
    "cidrsubnet": ("string", "number"),
    "cidrsubnets": ("string", "number"),
    "compact": ("list(string)",),
    "contains": ("list(string)", ""),
    "element": ("list(string)", "number"),
    "format": ("string", ""),
    "indent": ("number", "string"),
    "join": ("string", "list(string)"),
    "lookup": ("", "string", ""),
    "parseint": ("string", "number"),
    "sort": ("list(string)",),
    "substr": ("string", "number"),
    "templatefile": ("string", ""),
    "toset": ("list(string)",),
}
# Calls whose value is one of their arguments.
_TRANSPARENT = frozenset({"coalesce", "nonsensitive", "sensitive", "try"})
_ARITHMETIC = frozenset({"+", "-", "*", "/", "%", "<", "<=", ">", ">="})
# Maps of strings: of every resource type that has them, of Lambda environments. Values are strings there.
_TEXT_MAPS = frozenset({"tags", "tags_all"})
# Arguments of `provider "aws"` that are strings (provider schema 5.100 and 6.47).
_PROVIDER_TEXT = frozenset({"region", "profile", "access_key", "secret_key", "token"})


def infer_type(references: Iterable[Reference]) -> str:
    """The type that fits every use of a variable, `any` where the uses do not say."""
    found: set[str] = set()
    is_printed = False
    for reference in references:
        kind = type_of_use(reference)
        if kind is None:
            return ANY
        if kind == "printed":
            is_printed = True
        elif kind:
            found.add(kind)
    if "string" in found and found <= {"string", "number", "bool"} and len(found) == 2:
        found.discard("string")  # Terraform makes a text of numbers and booleans where it wants one
    if len(found) == 1:
        return found.pop()
    # What is printed may be a number or a boolean just as well, if it is used as one elsewhere.
    return "string" if is_printed and not found else ANY


def type_of_use(reference: Reference) -> str | None:
    """The type that one use proves, `printed` for a part of a text, `""` for no proof, None for a structure."""
    attribute, node = reference.attribute, reference.node
    if attribute is None or not isinstance(node, n.Traversal):
        return ""
    outer = reference.expression
    if outer is node and len(node.steps) == 2:
        return expected_type(outer, attribute, reference.module)
    key = outer.key if isinstance(outer, n.Index) and outer.collection is node else None
    is_counted = isinstance(key, n.Traversal) and key.names == ("count", "index") and len(node.steps) == 2
    is_numbered = outer is node and len(node.steps) == 3 and node.keys and isinstance(node.keys[0], n.Literal)
    if is_counted or is_numbered:
        inner = expected_type(outer, attribute, reference.module)
        return {"printed": "list(string)", "": None}.get(inner, f"list({inner})")
    return None


def nodes_around(root: n.Expression, node: n.Node) -> list[n.Node]:
    """The nodes around a node, the nearest first."""
    found: list[n.Node] = []
    current: n.Node = root
    while current is not node:
        found.append(current)
        current = next(child for child in current.children if child.start <= node.start and node.end <= child.end)
    return found[::-1]


def expected_type(node: n.Node, attribute: Attribute, module: Module) -> str:
    """The type that is needed where a node stands in an attribute: `printed` and `""` as for `type_of_use`."""
    around = nodes_around(attribute.expr, node)
    for index, parent in enumerate(around):
        kind = _in_parent(node, parent, around[index + 1 :])
        if kind is not None:
            return kind
        if isinstance(parent, n.ObjectItem | n.ObjectCons):
            if _is_text_map(attribute, around[index:]):
                return "string"
            is_whole = all(isinstance(one, n.ObjectItem | n.ObjectCons) for one in around[index:])
            return _member(_argument(attribute, module), "map") if is_whole and len(around) - index <= 2 else ""
        if isinstance(parent, n.TupleCons):
            return _member(_argument(attribute, module), "list") if parent is around[-1] else ""
        if isinstance(parent, n.FunctionCall) and parent.name == "merge":
            return "map(string)" if attribute.name in _TEXT_MAPS and parent is around[-1] else ""
        node = parent
    return _argument(attribute, module)


def _in_parent(node: n.Node, parent: n.Node, outside: list[n.Node]) -> str | None:
    """The type that the expression right around a value demands; None where it hands the question on."""
    match parent:
        case n.Parentheses() | n.ObjectItem() | n.ObjectCons() | n.TupleCons():
            return None
        case n.Interpolation():
            # `"${var.x}"` and nothing else is the value itself.
            template = outside[0] if outside else None
            return None if isinstance(template, n.Template) and len(template.parts) == 1 else "printed"
        case n.Template():
            return None
        case n.IfDirective():
            return "bool" if node is parent.condition else ""
        case n.UnaryOp():
            return "bool" if parent.operator == "!" else "number"
        case n.BinaryOp():
            return _in_operation(node, parent)
        case n.Conditional():
            if node is parent.condition:
                return "bool"
            other = parent.false_value if node is parent.true_value else parent.true_value
            return _literal_type(other) or None
        case n.FunctionCall():
            return _in_call(node, parent)
    return ""


def _in_operation(node: n.Node, parent: n.BinaryOp) -> str:
    operator = parent.operator
    if operator in _ARITHMETIC:
        return "number"
    if operator in ("&&", "||"):
        return "bool"
    return _literal_type(parent.right if node is parent.left else parent.left)


def _in_call(node: n.Node, call: n.FunctionCall) -> str | None:
    if call.name in _TRANSPARENT:
        literal = [kind for other in call.arguments if other is not node and (kind := _literal_type(other))]
        return literal[0] if literal and call.name == "coalesce" else None
    if call.name == "merge":
        return None
    types = _ARGUMENTS.get(call.name, ("",))
    index = next(i for i, argument in enumerate(call.arguments) if argument is node)
    if call.expand_final and index == len(call.arguments) - 1:
        return ""
    return types[min(index, len(types) - 1)]


def _literal_type(node: n.Node) -> str:
    """The type of a literal, `""` for everything else and for null."""
    if isinstance(node, n.Template | n.Heredoc):
        is_text = len(node.parts) != 1 or isinstance(node.parts[0], n.TemplateLiteral)
        return "string" if is_text else ""
    if not isinstance(node, n.Literal) or node.value is None:
        return ""
    return "bool" if isinstance(node.value, bool) else "number"


def _is_text_map(attribute: Attribute, around: list[n.Node]) -> bool:
    """Whether the object directly around is the value of tags (or merged into it), or of an environment."""
    holder = attribute.parent.parent
    is_environment = attribute.name == "variables" and holder is not None and holder.type == "environment"
    outside = [one for one in around if not isinstance(one, n.ObjectItem | n.Parentheses)]
    calls = outside[1:]
    is_value = all(isinstance(one, n.FunctionCall) and one.name == "merge" for one in calls)
    return (attribute.name in _TEXT_MAPS or is_environment) and isinstance(outside[0], n.ObjectCons) and is_value


def _argument(attribute: Attribute, module: Module) -> str:
    """The type of an argument that a variable is the whole value of."""
    block, holder = top_block(attribute), attribute.parent.parent
    if block is None or holder is None:
        return ""
    if holder.type == "assert" or (holder.type in ("precondition", "postcondition") and attribute.name == "condition"):
        return "bool"
    if attribute.name in _TEXT_MAPS and block.type in ("resource", "provider"):
        return "map(string)"
    element = module.element_at(attribute.source.path, attribute.start)
    if isinstance(element, Resource | DataSource):
        by_schema = _of_schema(element, attribute)
        if by_schema:
            return by_schema
    if holder is not block:
        return ""
    if attribute.name == "count" and block.type in ("resource", "data", "module"):
        return "number"
    if block.type == "provider" and block.label_values == ("aws",) and attribute.name in _PROVIDER_TEXT:
        return "string"
    if isinstance(element, ModuleCall):
        called = module.configuration.called(element)
        variable = called.variable(attribute.name) if called is not None else None
        type_ = ANY if variable is None else declared_type(variable)
        return "" if type_ == ANY else type_
    return ""


def _of_schema(element: Resource | DataSource, attribute: Attribute) -> str:
    """The type that the provider's schema has for an argument; a list for a set, which people write as lists."""
    found = schema_of(element, attribute)
    if found is None or found.type is None:
        return ""
    text = type_text(found.type).replace("set(", "list(")
    return "" if "any" in text or "object(" in text else text


def schema_of(element: Resource | DataSource, attribute: Attribute) -> AttributeSchema | None:
    """What the provider's schema says of an argument."""
    places = (place for place in places_of(element) if place.body is attribute.parent)
    return next((place.schema.attributes.get(attribute.name) for place in places), None)


def _member(type_: str, collection: str) -> str:
    """The type of the elements of a collection type, `""` for every other type."""
    return type_[len(collection) + 1 : -1] if type_.startswith(f"{collection}(") else ""


def declared_type(variable: Variable) -> str:
    """The type of a variable as written, `any` where there is none or it takes several lines."""
    text = variable.type_text
    return ANY if text is None or "\n" in text or variable.is_overridden else text.strip('"')


def value_type(value: n.Expression, module: Module) -> str:
    """The type of a value that is a literal text, number or boolean, or a variable as a whole; else `any`."""
    if isinstance(value, n.Traversal) and len(value.names) == 2 and not value.keys:
        variable = module.get(".".join(value.names))
        return declared_type(variable) if isinstance(variable, Variable) else ANY
    return _literal_type(value) or ANY
