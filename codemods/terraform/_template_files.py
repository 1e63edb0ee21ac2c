"""Template files: which names a template takes, and whether it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tffix.syntax import TemplateFile, parse_template
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import Local, Module, free_traversals
from tffix.terraform.files import join_path

from ..aws._referenced_files import FileCall, file_calls
from ._foreign_text import EXPANSION, FORMAT

_SIMPLE_TYPES = frozenset({"string", "number", "bool"})


@dataclass(frozen=True, slots=True)
class TemplateCall:
    """A call of `templatefile` with the template it reads, and the object of its variables where that is known."""

    read: FileCall
    template: TemplateFile
    variables: n.ObjectCons | None

    @property
    def given(self) -> frozenset[str] | None:
        """The names of the variables, None if one of them is computed."""
        if self.variables is None:
            return None
        names = [key_name(item.key) for item in self.variables.items]
        return None if None in names else frozenset(name for name in names if name is not None)


_TEMPLATE = re.compile("templatefile")


def template_calls(module: Module) -> Iterator[TemplateCall]:
    """The calls of `templatefile` whose file has been read, but for those that have something to fall back on."""
    if next(module.attributes_matching(_TEMPLATE), None) is None:
        return
    for read in file_calls(module):
        text = module.configuration.sources.get(join_path(module.directory, read.path))
        plain = read.name == "templatefile" and len(read.call.arguments) == 2 and not read.call.expand_final
        if plain and text is not None and not read.is_guarded:
            template = parse_template(text, join_path(module.directory, read.path))
            yield TemplateCall(read, template, _variables(read.call.arguments[1], module))


def _variables(expression: n.Expression, module: Module) -> n.ObjectCons | None:
    """The object that is written out as the argument, or is the local value that the argument names."""
    if isinstance(expression, n.ObjectCons):
        return expression
    local = module.resolve(expression, follow_locals=False)
    if not isinstance(local, Local) or local.is_overridden or expression.text != local.address:
        return None
    return local.expr if isinstance(local.expr, n.ObjectCons) else None


def missing_names(call: TemplateCall) -> dict[str, list[n.Traversal]]:
    """The names that a template takes and its call does not give, with their uses, in order."""
    given, body = call.given, call.template.body
    missing: dict[str, list[n.Traversal]] = {}
    if given is not None and body is not None:
        for traversal in free_traversals(body):
            if traversal.root_name not in given:
                missing.setdefault(traversal.root_name, []).append(traversal)
    return missing


def escapes(call: TemplateCall, name: str | None, calls: Sequence[TemplateCall]) -> list[int]:
    """Where `$` or `%` has to be doubled in a template for a name that the text sets itself; empty if that is unclear.

    Without a name, for the sequences of a shell that keep the template from being parsed.
    """
    text, body = call.template.source.text, call.template.body
    if name is None:
        found = [match.start() for pattern in (EXPANSION, FORMAT) for match in pattern.finditer(text)]
        places = sorted(at for at in found if not text.startswith(text[at], at - 1))
        return places if parse_template(_escaped(text, places)).error is None else []
    given = (other.given for other in calls if other.read.path == call.read.path)
    if body is None or any(names is None or name in names for names in given):
        return []
    held = [node for node in body.walk() if isinstance(node, n.Interpolation)]
    uses = [use for use in free_traversals(body) if use.root_name == name]
    places = [one.start for one in held if any(one.expression is use for use in uses)]
    return places if len(places) == len(uses) else []


def _escaped(text: str, places: list[int]) -> str:
    for at in reversed(places):
        text = text[:at] + text[at] + text[at:]
    return text


def value_for(name: str, call: TemplateCall, module: Module) -> str | None:
    """The variable or local value of the very name that a template misses, if it can be put in; None if unclear."""
    kinds = [kind for kind in ("var", "local") if module.declares(f"{kind}.{name}")]
    if len(kinds) != 1:
        return None
    printed = re.search(rf"\$\{{~?\s*{re.escape(name)}\s*~?\}}", call.template.source.text) is not None
    variable = module.variable(name)
    local = module.local(name)
    if kinds == ["var"] and variable is not None:
        is_simple = "".join((variable.type_text or "string").split()) in _SIMPLE_TYPES
    else:
        is_simple = local is None or not isinstance(local.expr, n.ObjectCons | n.TupleCons | n.ForObject | n.ForTuple)
    return f"{kinds[0]}.{name}" if is_simple or not printed else None
