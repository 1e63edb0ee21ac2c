"""Renaming variables, locals, resources, data sources, modules and outputs, with everything that names them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tffix.config import Profile
from tffix.edits.splice import TextEdit
from tffix.engine.fix import write_fix
from tffix.errors import TffixError
from tffix.lsp.edits import Changes
from tffix.lsp.scope import Scope
from tffix.rules import Level
from tffix.rules.diagnostics import LoweredFix
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.terraform import Element, Module, ModuleCall, Reference
from tffix.terraform.addresses import Address, parse_address
from tffix.terraform.files import FileKind, directory_of, kind_of

_KINDS = frozenset({"variable", "local", "resource", "data", "module", "output"})
_MOVABLE = frozenset({"resource", "module"})
# Identifiers as Terraform has them (HCL spec, "Identifiers"; labels may not begin with a digit).
_IDENTIFIER = re.compile(r"[^\W\d][\w-]*")
# `from` names an address of the past, which stays what it was.
_PAST = ("moved", "removed")


class RenameError(TffixError):
    """A rename that cannot be made, as a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Named:
    """An object of a module under the cursor, and the name in the text there."""

    module: Module
    address: Address
    path: str
    start: int
    end: int


def named_at(scope: Scope, path: str, offset: int) -> Named | None:
    """The object whose name is at an offset of a file of the unit."""
    analysis = scope.analysis
    assert analysis is not None
    module = analysis.configuration.modules.get(directory_of(path))
    if module is None:
        return None
    for found in _names_near(module, path, offset):
        if found.start <= offset <= found.end and found.address.kind in _KINDS:
            return found
    return None


def renamed(scope: Scope, named: Named, new: str) -> Changes:
    """What files become when an object gets a new name. Raises RenameError."""
    module, address = named.module, named.address
    if not _IDENTIFIER.fullmatch(new):
        raise RenameError(f"{new!r} is not a name: letters, digits, _ and - only, and no digit first")
    if new == address.name:
        return {}
    target = Address(address.kind, address.type, new)
    if str(target) in module.addresses:
        raise RenameError(f"{target} exists already")
    element = module.get(str(address))
    if element is None:
        what = "is declared in a JSON file" if module.declares(str(address)) else "is not declared in this module"
        raise RenameError(f"{address} {what}")
    if element.is_overridden:
        raise RenameError(f"{address} is amended by an override file")
    if hiding := _hiding(scope, module, address):
        raise RenameError(f"{hiding} may name it as well, and is JSON or does not parse")
    if any(_is_past(reference) for reference in module.references_to(str(target))):
        raise RenameError(f"a moved or removed block says what became of {target}: take that away first")
    edits = [TextEdit(path, start, end, new) for path, start, end in sorted(set(_places(module, element, address)))]
    locked = {edit.path for edit in edits} & (scope.task.run.read_only | scope.task.run.locked.keys())
    if locked:
        raise RenameError(f"{min(locked)} names it as well, and is not among the files that may be changed")
    if address.kind in _MOVABLE and scope.task.run.profile is not Profile.ANSWER:
        end = _line_end(element)
        edits.append(TextEdit(element.path, end, end, _moved(element, address, target), ("moved",)))
    analysis = scope.analysis
    assert analysis is not None
    return scope.shown(write_fix(analysis.configuration, LoweredFix("Rename", Level.SAFE, tuple(edits))))


def _hiding(scope: Scope, module: Module, address: Address) -> str | None:
    """A file that may name an object without being seen through: the first, where there are such files."""
    words = {FileKind.JSON_CONFIG: str(address), FileKind.JSON_TFVARS: f'"{address.name}"'}
    texts = dict(module.configuration.sources)
    if address.kind == "variable":
        values = (posixpath.join(module.directory, one) for one in module.other_files if "/" not in one)
        texts |= {path: _on_disk(scope, path) for path in values if kind_of(path) is FileKind.JSON_TFVARS}
    for path, text in sorted(texts.items()):
        file = module.configuration.files.get(path)
        word = words.get(kind_of(path)) if file is None else address.name if file.error is not None else None
        is_beside = directory_of(path) == module.directory
        if is_beside and word and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
            return path
    return None


def _on_disk(scope: Scope, path: str) -> str:
    try:
        with open(scope.absolute(path), "rb") as file:  # noqa: PTH123 - strings throughout
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""


def _line_end(element: Element) -> int:
    """Where the line of the last brace of a block ends: a comment behind that is of the block."""
    rest = re.compile(r"[ \t]*(?:#|//)[^\r\n]*").match(element.source.text, element.end)
    return rest.end() if rest else element.end


def _moved(element: Element, address: Address, target: Address) -> str:
    newline = element.source.newline
    return newline.join(("", "", "moved {", f"  from = {address}", f"  to   = {target}", "}"))


def _places(module: Module, element: Element, address: Address) -> Iterator[tuple[str, int, int]]:
    """Every place of the name: the declaration, the references, and what other modules and files say of it."""
    yield _declared(element)
    for reference in module.references_to(str(address)):
        if not _is_past(reference):
            yield (reference.path, *_name_in(reference, str(address)))
    yield from _in_tests(module, address)
    configuration = module.configuration
    if address.kind == "variable":
        for file in module.tfvars:
            attribute = file.body.get(address.name)
            if attribute is not None:
                yield file.path, attribute.start, attribute.start + len(address.name)
        for call in configuration.callers(module):
            attribute = call.attribute(address.name)
            if attribute is not None:
                yield call.path, attribute.start, attribute.start + len(address.name)
    elif address.kind == "output":
        for call in configuration.callers(module):
            for reference in call.module.references_to(call.address):
                place = _output_in(reference, address.name)
                if place is not None:
                    yield (reference.path, *place)


def _in_tests(module: Module, address: Address) -> Iterator[tuple[str, int, int]]:
    """The places of the name in the tests beside the module, but for runs that are of another module."""
    for path, file in sorted(module.configuration.files.items()):
        if kind_of(path) is not FileKind.TEST or directory_of(path) != module.directory:
            continue
        for block in file.body.blocks:
            if block.type == "run" and block.body.blocks_of("module"):
                continue
            for reference in module.references_in(block):
                if reference.address == str(address):
                    yield (path, *_name_in(reference, str(address)))
            given = [block] if block.type == "variables" else block.body.blocks_of("variables")
            for attribute in (one.body.get(address.name) for one in given if address.kind == "variable"):
                if attribute is not None:
                    yield path, attribute.start, attribute.start + len(address.name)


def _declared(element: Element) -> tuple[str, int, int]:
    """Where the name stands in the declaration, without quotes."""
    if isinstance(element.node, Attribute):
        return element.path, element.start, element.start + len(element.node.name)
    label = element.node.labels[-1]
    quotes = label.text.startswith('"')
    return element.path, label.start + quotes, label.end - quotes


def _is_past(reference: Reference) -> bool:
    attribute = reference.attribute
    holder = attribute.parent.parent if attribute is not None else None
    return holder is not None and holder.type in _PAST and attribute is not None and attribute.name == "from"


def _name_in(reference: Reference, address: str) -> tuple[int, int]:
    """Where the last name of the address stands in a reference."""
    node = reference.node
    if isinstance(node, n.Traversal):
        names = node.names
        at = address.count(".") + (names[0] == "resource")
        step = node.steps[at]
        return step.start, step.end
    # A quoted reference: the name is the last of the address, behind a dot.
    name = address.rpartition(".")[2]
    start = node.start + 1 + node.text[1:].index(address) + len(address) - len(name)
    return start, start + len(name)


def _output_in(reference: Reference, name: str) -> tuple[int, int] | None:
    """Where an output is named in a reference to a module call (`module.x.name`, `module.x[0].name`)."""
    if reference.attribute_path[:1] != (name,):
        return None
    node = reference.node
    if isinstance(node, n.Traversal):
        for step in node.steps[2:]:
            if isinstance(step, n.TraverseAttr):
                return (step.start, step.end) if step.name == name else None
    inner, found = reference.expression, None
    while isinstance(inner, n.GetAttr | n.Index | n.LegacyIndex | n.AttrSplat | n.FullSplat):
        if isinstance(inner, n.GetAttr):
            found = inner.name
            inner = inner.object
        else:
            inner = inner.collection
    return (found.start, found.end) if found is not None and found.name == name else None


def _names_near(module: Module, path: str, offset: int) -> Iterator[Named]:
    """The names in the item around an offset, and what they stand for."""
    if kind_of(path) is FileKind.TFVARS:
        file = module.configuration.files.get(path)
        for attribute in file.body.attributes.values() if file else ():
            address = Address("variable", "", attribute.name)
            yield Named(module, address, path, attribute.start, attribute.start + len(attribute.name))
        return
    element = module.element_at(path, offset)
    if element is None:
        return
    if isinstance(element.node, Block) and element.node.type == "locals":
        elements: list[Element] = [one for one in module.locals if element.start <= one.start < element.end]
    else:
        elements = [element]
    for one in elements:
        parsed = parse_address(one.address)
        if parsed is not None and parsed.kind in _KINDS:
            yield Named(module, parsed, *_declared(one))
    for reference in module.references_in(element):
        parsed = parse_address(reference.address)
        if parsed is None or parsed.kind not in _KINDS:
            continue
        yield Named(module, parsed, path, *_name_in(reference, reference.address))
        call = module.get(reference.address)
        if isinstance(call, ModuleCall) and reference.attribute_path:
            called = module.configuration.called(call)
            place = _output_in(reference, reference.attribute_path[0])
            if called is not None and place is not None:
                yield Named(called, Address("output", "", reference.attribute_path[0]), path, *place)
    if isinstance(element, ModuleCall):
        called = module.configuration.called(element)
        for attribute in element.body.attributes.values() if called is not None else ():
            assert called is not None
            if called.get(f"var.{attribute.name}") is not None:
                address = Address("variable", "", attribute.name)
                yield Named(called, address, path, attribute.start, attribute.start + len(attribute.name))
