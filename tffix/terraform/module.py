"""The configuration files of one directory, and what may be asked of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from tffix.syntax import Attribute, Block, ConfigFile
from tffix.syntax import nodes as n
from tffix.terraform import conventions, paths, resolve
from tffix.terraform.addresses import parse_address
from tffix.terraform.declarations import Declarations
from tffix.terraform.elements import Element
from tffix.terraform.evaluate import evaluate
from tffix.terraform.files import FileKind, IndexedFile, attributes_inside, directory_of, is_override, kind_of
from tffix.terraform.jsonconfig import json_addresses, json_required_providers, read_json
from tffix.terraform.references import Reference, attribute_references, find_references
from tffix.terraform.unknown import UNKNOWN, Unknown

if TYPE_CHECKING:
    from tffix.terraform.configuration import Configuration


_T = TypeVar("_T")

# Stands for the directory of the module in a path that is evaluated.
_HERE = "\ue001"


class Module(Declarations):
    """The files of one directory that Terraform reads together.

    `directory` is its path, `""` for the root; `files` are its `.tf` and `.tofu` files, sorted by path. Where
    `a.tf` and `a.tofu` both exist, `a.tofu` is no member: Terraform reads `a.tf`, and one answer must hold.
    Override files are members, but declare nothing: they amend (see `overridden_addresses`).
    """

    def __init__(
        self, directory: str, indexed: Iterable[IndexedFile], paths_: Iterable[str], configuration: Configuration
    ) -> None:
        self.directory = directory
        self.configuration = configuration
        super().__init__(indexed)
        self.files: tuple[ConfigFile, ...] = tuple(one.file for one in self._indexed)
        self.files_by_path: dict[str, ConfigFile] = {file.path: file for file in self.files}
        self._json_paths = tuple(sorted(p for p in paths_ if kind_of(p) is FileKind.JSON_CONFIG))
        self._memo: dict[tuple[Hashable, ...], Any] = {}

    def memo(self, compute: Callable[..., _T], *arguments: Hashable) -> _T:
        """`compute(module, *arguments)`, computed once: for what several rules, or several checks of one, ask for.

        The function looks at nothing but its arguments and what the module tells it, and nobody changes the value.
        """
        key = (compute, *arguments)
        try:
            found: _T = self._memo[key]
        except KeyError:
            found = self._memo[key] = compute(self, *arguments)
        return found

    def declares(self, address: str) -> bool:
        """Whether the module declares that address, in native syntax or in JSON."""
        return self.get(address) is not None or address in self.json_addresses

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address the module declares, JSON included: what a new name must differ from."""
        native = (element.address for element in self.all_elements)
        return frozenset(a for a in native if a) | {e.address for e in self.locals} | self.json_addresses

    @cached_property
    def _json_documents(self) -> tuple[Any, ...]:
        return tuple(read_json(self.configuration.sources[path]) for path in self._json_paths)

    @cached_property
    def json_addresses(self) -> frozenset[str]:
        """The addresses that the module's `.tf.json` files declare."""
        return frozenset[str]().union(*(json_addresses(d) for d in self._json_documents if not isinstance(d, Unknown)))

    @cached_property
    def json_required_providers(self) -> frozenset[str]:
        """The provider names that the module's `.tf.json` files require."""
        return frozenset[str]().union(
            *(json_required_providers(d) for d in self._json_documents if not isinstance(d, Unknown))
        )

    @cached_property
    def overridden_addresses(self) -> frozenset[str]:
        """The addresses that override files amend: their elements' own text does not tell their values."""
        found: set[str] = set()
        for one in self._indexed:
            if is_override(one.path):
                for type_, labels, index in one.headers:
                    block = one.block(index)
                    if type_ == "locals":
                        found.update(f"local.{name}" for name in block.body.attributes)
                    found.add(self._wrap(block, labels).address)
        for path, document in zip(self._json_paths, self._json_documents, strict=True):
            if is_override(path) and document is not UNKNOWN:
                found.update(json_addresses(document))
        return frozenset(found - {""})

    @cached_property
    def has_structure_errors(self) -> bool:
        """Whether some file's blocks are not all known (or none, as it was not read): declarations may be missing."""
        if paths.unread_members(self.configuration, self.directory):
            return True
        broken = any(file.structure_error is not None for file in self.files)
        return broken or any(isinstance(document, Unknown) for document in self._json_documents)

    def blocks_are_known(self, path: str) -> bool:
        """Whether a file of the module could be read down to its last block."""
        file = self.files_by_path.get(path)
        return file is not None and file.structure_error is None

    @cached_property
    def is_complete(self) -> bool:
        """Whether what is absent from the module is really absent.

        False while a file has a syntax error (in an expression too: it may hide a reference), a JSON file is
        broken, a file exists that was not read, or override files exist. Opens every expression of the module,
        so ask it last.
        """
        if self.has_structure_errors or any(is_override(p) for p in (*self.files_by_path, *self._json_paths)):
            return False
        return all(file.error is None for file in self.files)

    def references_to(self, address: str) -> tuple[Reference, ...]:
        """Every reference to an address in the module's native files, in file and offset order.

        Opens only the attributes whose text contains the last name of the address. What a `for` or a `dynamic`
        block shadows is no reference, neither are the names in `ignore_changes` and in a variable's type.
        """
        parsed = parse_address(address)
        if parsed is None:
            return ()
        word = parsed.name.rpartition(".")[2]
        return tuple(
            Reference(self, raw, attribute)
            for one in self._indexed
            for raw, attribute in one.references_to(address, word)
        )

    def attributes_mentioning(self, word: str | None) -> Iterator[Attribute]:
        """Attributes whose expression contains `word` as a whole name (all attributes for None), in order."""
        for one in self._indexed:
            if word is None:
                for item in one.file.body.items:
                    yield from attributes_inside(item)
            else:
                yield from one.attributes_mentioning(word)

    def attributes_matching(self, pattern: re.Pattern[str]) -> Iterator[Attribute]:
        """Attributes whose expression has a match of a pattern, in order; opens no other body."""
        for one in self._indexed:
            yield from one.attributes_matching(pattern)

    def references_in(self, node: n.Node | Element) -> tuple[Reference, ...]:
        """Every reference inside an expression, an attribute, a block or an element, in source order."""
        if isinstance(node, Element):
            node = node.node
        if isinstance(node, Attribute | Block):
            attributes = attributes_inside(node)
            return tuple(Reference(self, raw, a) for a in attributes for raw in a.memo(attribute_references))
        return tuple(Reference(self, raw, None) for raw in find_references(node))

    def reference_of(self, expression: n.Expression | None) -> Reference | None:
        """The reference that an expression is and does nothing beyond (not followed); None for every other."""
        raw = None if expression is None else resolve.plain_reference(expression)
        return None if raw is None else Reference(self, raw, None)

    def is_mentioned(self, address: str) -> bool:
        """Whether anything may refer to an address: a reference, or its last name in a file that is not read."""
        if self.references_to(address):
            return True
        word = address.rpartition(".")[2]
        broken = (file.text for file in self.files if file.structure_error is not None)
        return any(word in text for text in (*broken, *(self.configuration.sources[p] for p in self._json_paths)))

    def resolve(self, expression: n.Expression | None, *, follow_locals: bool = True) -> Element | Unknown | None:
        """The element that an expression refers to, if it does nothing but refer.

        Sees through parentheses, `"${…}"`, instance keys, attributes, and local values that are references
        themselves (`follow_locals`; without it, the local value is the answer). None where the expression is
        None (absent), UNKNOWN where it is computed or names something that the module does not declare.
        """
        return resolve.resolve(self, expression, follow_locals)

    @cached_property
    def tfvars(self) -> tuple[ConfigFile, ...]:
        """The `.tfvars` files of the directory, sorted by path."""
        files = self.configuration.files
        return tuple(
            files[p] for p in sorted(files) if kind_of(p) is FileKind.TFVARS and directory_of(p) == self.directory
        )

    @cached_property
    def other_files(self) -> frozenset[str]:
        """Names of all other files beside and below, relative to the module's directory, with `/`."""
        return paths.files_below(self.configuration, self.directory)

    def file_exists(self, relative_path: str) -> bool | Unknown:
        """Whether a file exists, by its path from the module's directory; UNKNOWN outside the known tree."""
        return paths.file_exists(self.configuration, self.directory, relative_path)

    def literal_path(self, expression: n.Expression | None) -> str | Unknown:
        """The path that an argument of `file` or `templatefile` names, as seen from the module's directory.

        `${path.module}/x` and, in a module that nobody calls, a bare relative path (Terraform takes that from where
        it is run: the root module). UNKNOWN where it cannot be told.
        """
        path = evaluate(expression, self, path_module=_HERE)
        if not isinstance(path, str):
            return UNKNOWN
        if path.startswith(_HERE):
            return path.removeprefix(_HERE).lstrip("/")
        is_bare = not path.startswith(("/", "~")) and _HERE not in path
        return path if is_bare and not self.configuration.callers(self) else UNKNOWN

    def file_for(self, kind: conventions.ConventionalKind, fallback: Element | str) -> str:
        """The path of the file in which a new declaration of that kind belongs, see `conventions`."""
        return conventions.file_for(self, kind, fallback)

    def __repr__(self) -> str:
        return f"<Module {self.directory or '.'!r} of {len(self.files)} files>"
