"""The definitions of state machines that are encoded with `jsonencode`, and the template calls that wait for one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import Element, Local, Module, Resource
from tffix.terraform.resolve import plain_reference, unwrap

from ._referenced_files import FileCall
from ._sfn_names import is_bland, means_definition, telling, words

_T = TypeVar("_T")

MACHINE = "aws_sfn_state_machine"
_TEMPLATE_SUFFIX = re.compile(r"\.(?:tpl|tftpl|tmpl|template)$")
# Names that mean something only where they stand.
_PLACE_ROOTS = frozenset({"each", "count", "self"})


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A definition that a call of `jsonencode` makes: once, however many state machines use it.

    `owner` is the element that the call stands in, `attribute` the attribute of it. `object` is what is encoded, None
    for a computed value. `machines` have it as their definition, by way of the local values `chain`; `path` are the
    names that pick it from an object in the last of them. `held` are local values that hold nothing but the object,
    and go with it; `shared` is one that others read too, so that the object cannot move.
    """

    call: n.FunctionCall
    owner: Element
    attribute: Attribute
    object: n.ObjectCons | None
    path: tuple[str, ...]
    machines: tuple[Resource, ...]
    chain: tuple[Local, ...]
    held: tuple[Local, ...] = ()
    shared: Local | None = None

    @property
    def is_local(self) -> bool:
        """Whether the call is the whole value of a local."""
        return isinstance(self.owner, Local) and not self.path

    @property
    def name(self) -> str:
        """What to call a file for it."""
        name = self.path[-1] if self.path else self.owner.label
        return "state_machine" if is_bland(name) else name

    @property
    def words(self) -> frozenset[str]:
        """The words in the names of everything around it."""
        return words(*(m.label for m in self.machines), *(one.label for one in self.chain), *self.path)

    @property
    def is_overridden(self) -> bool:
        """Whether an override file amends something on the way, so that the text does not tell."""
        return any(one.is_overridden for one in (*self.machines, *self.chain, *self.held, self.owner))

    def stays_in_place(self) -> bool:
        """Whether it names something that only has a value where it stands (`each.key`)."""
        traversals = (node for node in self.call.walk() if isinstance(node, n.Traversal))
        return any(node.root_name in _PLACE_ROOTS for node in traversals)


def definitions(module: Module) -> list[Definition]:
    """The definitions of a module's state machines that are encoded with `jsonencode`."""
    found: dict[int, list[tuple[Resource, Reached]]] = {}
    for machine in module.resources_of(MACHINE):
        attribute = machine.attribute("definition")
        reached = None if attribute is None else follow(module, attribute)
        if reached is not None and is_call(reached.call, "jsonencode"):
            found.setdefault(id(reached.call), []).append((machine, reached))
    return [_definition(module, uses) for uses in found.values()]


def is_call(expression: n.Expression, name: str) -> bool:
    """Whether an expression is a plain call of a function with one argument or more."""
    return (
        isinstance(expression, n.FunctionCall)
        and expression.name.removeprefix("core::") == name
        and bool(expression.arguments)
        and not expression.expand_final
    )


@dataclass(frozen=True, slots=True)
class Reached:
    """What an attribute's value is, seen through the local values `chain`; `path` as in `Definition`."""

    call: n.FunctionCall
    attribute: Attribute
    chain: tuple[Local, ...]
    path: tuple[str, ...]


def follow(module: Module, attribute: Attribute) -> Reached | None:
    """The function call that makes the value of an attribute; None for anything else."""
    expression: n.Expression = unwrap(attribute.expr)
    chain: list[Local] = []
    path: tuple[str, ...] = ()
    while not isinstance(expression, n.FunctionCall):
        local, path = _local(module, expression)
        if local is None or local in chain:
            return None
        chain.append(local)
        inner = _member(local.expr, path)
        if inner is None:
            return None
        attribute, expression = local.attribute, unwrap(inner)
    return Reached(expression, attribute, tuple(chain), path)


def _local(module: Module, expression: n.Expression) -> tuple[Local | None, tuple[str, ...]]:
    reference = plain_reference(expression)
    if reference is None or not reference.is_whole or not reference.address.startswith("local."):
        return None, ()
    return module.local(reference.address.removeprefix("local.")), reference.attribute_path


def _member(value: n.Expression, path: Sequence[str]) -> n.Expression | None:
    """What names pick from objects that are written out."""
    for name in path:
        value = unwrap(value)
        if not isinstance(value, n.ObjectCons) or any(key_name(item.key) is None for item in value.items):
            return None
        found = [item.value for item in value.items if key_name(item.key) == name]
        if len(found) != 1:
            return None
        value = found[0]
    return value


def _definition(module: Module, uses: Sequence[tuple[Resource, Reached]]) -> Definition:
    machines = tuple(machine for machine, _ in uses)
    chain = tuple(dict.fromkeys(local for _, reached in uses for local in reached.chain))
    reached = uses[0][1]
    owner: Element = reached.chain[-1] if reached.chain else machines[0]
    argument = unwrap(reached.call.arguments[0]) if len(reached.call.arguments) == 1 else reached.call
    held: tuple[Local, ...] = ()
    shared: Local | None = None
    local, path = _local(module, argument)
    if local is not None and not path and isinstance(unwrap(local.expr), n.ObjectCons):
        # The object is a local value of its own: it moves too, if nobody else reads it.
        readers = len(module.references_to(local.address)) + is_in_json(module, local)
        if readers == 1 and local not in chain:
            held, argument = (local,), unwrap(local.expr)
        else:
            shared = local
    obj = argument if isinstance(argument, n.ObjectCons) else None
    return Definition(reached.call, owner, reached.attribute, obj, reached.path, machines, chain, held, shared)


def is_in_json(module: Module, local: Local) -> bool:
    """Whether the name of a local value occurs in the module's JSON files, which may refer to it."""
    sources = module.configuration.sources
    return any(
        path.endswith(".json") and posixpath.dirname(path) == module.directory and local.label in sources[path]
        for path in sources
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A local value that is a call of `templatefile` and that nobody reads."""

    local: Local
    read: FileCall

    @property
    def words(self) -> frozenset[str]:
        """The words in its names."""
        return words(self.local.label, posixpath.basename(self.read.path))


def waiting(module: Module, reads: Sequence[FileCall]) -> list[Waiting]:
    """The unread template calls of a module that may be meant for the definition of a state machine."""
    found = []
    for read in reads:
        if read.name != "templatefile" or len(read.call.arguments) > 2 or read.call.expand_final:
            continue
        local = module.element_at(read.attribute.source.path, read.attribute.start)
        if not isinstance(local, Local) or local.expr is not read.call or local.is_overridden:
            continue
        if _may_be_json(read.path) and not module.is_mentioned(local.address):
            found.append(Waiting(local, read))
    return found


def definition_reads(module: Module, reads: Sequence[FileCall]) -> list[FileCall]:
    """The calls by which a state machine has its definition from a file, or by which a local value waits to be one."""
    machines = module.resources_of(MACHINE)
    if not machines or not reads:
        return []
    attributes = (machine.attribute("definition") for machine in machines)
    reached = [follow(module, attribute) for attribute in attributes if attribute is not None]
    calls = {id(one.call) for one in reached if one is not None}
    found = [definition for definition in definitions(module) if not definition.is_overridden]
    for call in waiting(module, reads) if found else ():
        if any(is_meant(module, definition, call) for definition in found):
            calls.add(id(call.read.call))
    return [read for read in reads if id(read.call) in calls]


def _may_be_json(path: str) -> bool:
    name = _TEMPLATE_SUFFIX.sub("", posixpath.basename(path))
    return name.endswith((".json", ".asl")) or "." not in name


def pair(module: Module, found: Sequence[Definition], calls: Sequence[Waiting]) -> dict[Definition, Waiting]:
    """Which template call is meant for which definition, where there is one answer."""
    fits = {(d, w): _likeness(module, d, w) for d in found for w in calls}
    if len(found) == 1:
        meant = [w for w in calls if fits[found[0], w] or means_definition(w.words)]
        if len(meant) == 1:
            return {found[0]: meant[0]}
    best: dict[Definition, list[Waiting]] = {}
    for call in calls:
        chosen = _one_best([(fits[d, call], d) for d in found])
        if chosen is not None:
            best.setdefault(chosen, []).append(call)
    pairs = {}
    for definition, claimants in best.items():
        chosen_call = _one_best([(fits[definition, w], w) for w in claimants])
        if chosen_call is not None:
            pairs[definition] = chosen_call
    return pairs


def is_meant(module: Module, definition: Definition, call: Waiting) -> bool:
    """Whether a template call may be meant for a definition at all."""
    return bool(_likeness(module, definition, call)) or means_definition(call.words)


def _likeness(module: Module, definition: Definition, call: Waiting) -> int:
    """How much speaks for it: words that both have in their names, objects that both refer to."""
    shared = telling(definition.words) & telling(call.words)
    objects = set(_addresses(module, call.read.call)) & set(_addresses(module, definition.object or definition.call))
    return 2 * len(shared) + len(objects)


def _addresses(module: Module, node: n.Node) -> Iterator[str]:
    return (reference.address for reference in module.references_in(node))


def _one_best(scored: list[tuple[int, _T]]) -> _T | None:
    """What has the highest score above nothing, None where two have it."""
    highest = max((score for score, _ in scored), default=0)
    winners = [one for score, one in scored if score == highest and score > 0]
    return winners[0] if len(winners) == 1 else None
