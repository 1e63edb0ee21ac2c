"""Whether a value that was written for one argument fits another, and the edits that make it fit."""

from __future__ import annotations

from tffix.rules import Fix
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import DataSource, Module, Resource, Variable
from tffix.terraform.requirements import schema_for
from tffix.terraform.schema_types import AttributeSchema, CtyType

_KINDS = ("arn", "id", "name")
# Arguments that take an ARN and do not say so.
_BY_ARN = frozenset({"log_destination"})
_COLLECTIONS = ("list", "set", "map", "object", "tuple")


def fit(fix: Fix, attribute: Attribute, wanted: AttributeSchema, module: Module) -> bool:
    """Add the edits that make the value of an attribute one that `wanted` takes; False where there are none.

    An object is named by its ARN where the argument ends in `_arn`, one string stands alone or in a list, as the
    schema has it. A value whose type the text does not tell is taken to fit.
    """
    value = attribute.expr
    if wanted.name in _BY_ARN and kind_of(attribute.name) in ("id", "name"):
        step = _last_step(value)
        if step is None or not _has(value, "arn", module):
            return False
        fix.rename(step, "arn")
        return True
    if not _fit_number(fix, value, wanted, module):
        return False
    _fit_kind(fix, value, wanted.name, module)
    return True


def names_the_same(value: n.Expression, name: str, wanted: str, module: Module) -> bool:
    """Whether a value written for `name` names its object in the way that `wanted` takes, or can be made to.

    An ARN is no id: only where the value refers to a resource that has both can the one be had for the other.
    """
    if isinstance(value, n.TupleCons) and value.items:
        return all(names_the_same(item, name, wanted, module) for item in value.items)
    kind, target = kind_of(name), kind_of(wanted)
    if target is None or kind == target:
        return kind is None or kind != "arn"
    step = _last_step(value)
    if step is not None:
        return step.name == target or _has(value, target, module)
    text = string_value(value)
    return target == "arn" and text is not None and text.startswith("arn:")


def kind_of(name: str) -> str | None:
    """What an argument of that name names its object by: `arn`, `id`, `name`, or None where it does not say."""
    last = name.rpartition("_")[2]
    last = last[:-1] if last in ("arns", "ids", "names") else last
    return last if last in _KINDS else None


def _fit_number(fix: Fix, value: n.Expression, wanted: AttributeSchema, module: Module) -> bool:
    type_ = wanted.type
    is_list = isinstance(type_, tuple) and type_[0] in ("list", "set")
    is_map = isinstance(type_, tuple) and type_[0] in ("map", "object")
    if isinstance(value, n.TupleCons):
        if is_list or wanted.nested_type is not None or type_ == "dynamic":
            return True
        if is_map or len(value.items) != 1 or isinstance(value.items[0], n.TupleCons | n.ObjectCons):
            return False
        fix.replace(value, value.items[0])
        return True
    if isinstance(value, n.ObjectCons | n.ForObject):
        return is_map or wanted.nested_type is not None or type_ == "dynamic"
    written = type_of(value, module)
    if is_list and isinstance(type_, tuple) and isinstance(type_[1], str) and written in ("string", "number", "bool"):
        fix.replace(value, "[", value, "]")
        return True
    if isinstance(type_, str) and type_ != "dynamic" and isinstance(written, tuple):
        return False
    if type_ == "bool" and isinstance(value, n.Template):
        return string_value(value) in ("true", "false")
    return not (type_ == "number" and isinstance(value, n.Template) and _is_no_number(value))


def _is_no_number(value: n.Template) -> bool:
    text = string_value(value)
    return text is not None and not text.replace(".", "", 1).isdigit()


def type_of(value: n.Expression, module: Module) -> CtyType | None:
    """The type of a value as far as the text tells."""
    if isinstance(value, n.Template | n.Heredoc):
        return "string"
    if isinstance(value, n.Literal):
        return "bool" if value.text in ("true", "false") else None if value.text == "null" else "number"
    if isinstance(value, n.TupleCons | n.ForTuple):
        return ("list", "dynamic")
    if isinstance(value, n.ObjectCons | n.ForObject):
        return ("map", "dynamic")
    reference = module.reference_of(value)
    if reference is None:
        return None
    element = module.get(reference.address)
    path = reference.attribute_path
    if not _ends_in(value, path[-1] if path else reference.address.rpartition(".")[2]):
        return None
    if isinstance(element, Variable) and not path and element.type_text is not None:
        text = element.type_text
        return (text.partition("(")[0], "dynamic") if text.startswith(_COLLECTIONS) else None if text == "any" else text
    if isinstance(element, Resource | DataSource) and len(path) == 1:
        schema = schema_for(module, element)
        found = schema.block.attributes.get(path[0]) if schema is not None else None
        return found.type if found is not None else None
    return None


def _ends_in(value: n.Expression, name: str) -> bool:
    """Whether the last that a reference does is to name something: an index behind it would give a part of that."""
    while isinstance(value, n.Parentheses):
        value = value.expression
    if isinstance(value, n.Traversal):
        last = value.steps[-1]
        return isinstance(last, n.TraverseAttr) and last.name == name
    return isinstance(value, n.GetAttr) and value.name.name == name


def _fit_kind(fix: Fix, value: n.Expression, wanted: str, module: Module) -> None:
    """Have a reference give the ARN where that is wanted, and a name where a name is."""
    for one in value.items if isinstance(value, n.TupleCons) else (value,):
        step, target = _last_step(one), kind_of(wanted)
        if step is None or target is None or step.name == target or not _has(one, target, module):
            continue
        # Ids are often names or ARNs as well, and keys may be named by any of them.
        is_other = step.name in ("id", "name", "key_id") or step.name.endswith("_name")
        if (target == "arn" and is_other) or (target == "name" and step.name == "arn"):
            fix.rename(step, target)


def _last_step(value: n.Expression) -> n.TraverseAttr | None:
    """The attribute that a reference to a resource ends in."""
    if isinstance(value, n.Traversal) and value.steps and isinstance(value.steps[-1], n.TraverseAttr):
        return value.steps[-1]
    return None


def _has(value: n.Expression, kind: str, module: Module) -> bool:
    """Whether what a reference names is a resource that has an attribute of that name."""
    reference = module.reference_of(value)
    element = module.get(reference.address) if reference is not None else None
    if reference is None or len(reference.attribute_path) != 1 or not isinstance(element, Resource | DataSource):
        return False
    schema = schema_for(module, element)
    return schema is not None and kind in schema.block.attributes
