"""What an answer lost where it breaks off: what refers to the things that were cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tffix.responses.model import Answer, Truncation
from tffix.syntax import Attribute
from tffix.terraform.configuration import Configuration
from tffix.terraform.files import directory_of
from tffix.terraform.module import Module


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place in a file that refers to something that was cut: `address` is that, `within` is what refers to it."""

    path: str
    start: int
    end: int
    address: str
    within: str


def lost_by(answer: Answer, cut: Truncation) -> tuple[Mention, ...]:
    """Every place in the files of an answer that refers to what `cut` took."""
    return mentions(cut.names, cut.path, {file.path: file.text for file in answer.files})


def mentions(names: Sequence[str], path: str, sources: Mapping[str, str]) -> tuple[Mention, ...]:
    """Every place in `sources` that refers to one of the addresses `names`, which the file `path` would declare.

    A variable is referred to by the calls of the module that set it as well, an output by what reads it from a call.
    """
    if not names:
        return ()
    configuration = Configuration(sources)
    module = configuration.modules.get(directory_of(path))
    if module is None:
        return ()
    found: set[Mention] = set()
    for name in names:
        found.update(_references(module, name, name))
        root, _, label = name.partition(".")
        for call in configuration.callers(module):
            if root == "output":
                found.update(_references(call.module, call.address, name, label))
            elif root == "var" and (attribute := call.attribute(label)) is not None:
                found.add(_in_call(attribute, name, call.address))
    return tuple(sorted(found))


def _references(module: Module, address: str, lost: str, label: str = "") -> Iterator[Mention]:
    for reference in module.references_to(address):
        if label and reference.attribute_path[:1] != (label,):
            continue
        holder = reference.container
        node = reference.expression
        yield Mention(reference.path, reference.start, node.end, lost, holder.address if holder is not None else "")


def _in_call(attribute: Attribute, lost: str, address: str) -> Mention:
    return Mention(attribute.source.path, attribute.start, attribute.start + len(attribute.name), lost, address)
