"""The configuration files of one directory, and what may be asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from tffix.syntax import Attribute, Block, ConfigFile
from tffix.syntax import nodes as n
from tffix.terraform import paths, resolve
from tffix.terraform.addresses import parse_address
from tffix.terraform.elements import (
    ELEMENT_CLASSES,
    BlockElement,
    DataSource,
    Element,
    Ephemeral,
    Local,
    ModuleCall,
    Output,
    Provider,
    Resource,
    TerraformBlock,
    Variable,
)
from tffix.terraform.files import FileKind, IndexedFile, directory_of, is_override, kind_of
from tffix.terraform.jsonconfig import json_addresses, json_required_providers, read_json
from tffix.terraform.references import RawReference, find_references
from tffix.terraform.unknown import UNKNOWN, Unknown

if TYPE_CHECKING:
    from tffix.terraform.configuration import Configuration

_E = TypeVar("_E", bound=BlockElement)
# Position in the module, labels, block: what a lookup needs before any body is opened.
_Entry = tuple[int, tuple[str, ...], Block]


class Reference:
    """One place that refers to an object of the module.

    `node` is the traversal, `expression` the whole chain around it (`aws_x.y[count.index].arn`), `address` what
    it names, `attribute_path` the literal names after the address, `attribute` the attribute it stands in (None
    for a reference found in a bare expression).
    """

    __slots__ = ("_raw", "attribute", "module")

    def __init__(self, module: Module, raw: RawReference, attribute: Attribute | None) -> None:
        self.module = module
        self._raw = raw
        self.attribute = attribute

    @property
    def node(self) -> n.Traversal | n.Template:
        """The traversal that names the object (a string in old quoted references)."""
        return self._raw.node

    @property
    def expression(self) -> n.Expression:
        """The whole chain of attributes, indexes and splats that begins with `node`."""
        return self._raw.expression

    @property
    def address(self) -> str:
        """The address it names."""
        return self._raw.address

    @property
    def attribute_path(self) -> tuple[str, ...]:
        """The literal names after the address and its instance key, up to the first computed step."""
        return self._raw.attribute_path

    @property
    def path(self) -> str:
        """The path of the file it stands in."""
        return self._raw.node.source.path

    @property
    def start(self) -> int:
        """Where it begins, in code points."""
        return self._raw.node.start

    @property
    def container(self) -> Element | None:
        """The element in which it stands (a generic one for `moved`, `import`, `check`, ... blocks)."""
        return self.module.element_at(self.path, self._raw.node.start)

    def __repr__(self) -> str:
        return f"<Reference {self.address} at {self.path}:{self.start}>"


class Module:
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
        self._indexed = tuple(sorted(indexed, key=lambda one: one.path))
        self.files: tuple[ConfigFile, ...] = tuple(one.file for one in self._indexed)
        self.files_by_path: dict[str, ConfigFile] = {file.path: file for file in self.files}
        self._indexed_by_path = {one.path: one for one in self._indexed}
        self._json_paths = tuple(sorted(p for p in paths_ if kind_of(p) is FileKind.JSON_CONFIG))
        self._elements: dict[int, Element] = {}

    # Declarations -------------------------------------------------------------------------------------------

    @cached_property
    def _index(self) -> dict[str, dict[str, list[_Entry]]]:
        """Blocks by type and first label, in file and offset order; built from headers alone."""
        index: dict[str, dict[str, list[_Entry]]] = {}
        position = 0
        for one in self._indexed:
            if is_override(one.path):
                continue
            for type_, labels, block in one.headers:
                position += 1
                entry = (position, labels, block)
                index.setdefault(type_, {}).setdefault(labels[0] if labels else "", []).append(entry)
        return index

    def _wrap(self, block: Block, labels: tuple[str, ...]) -> BlockElement:
        found = self._elements.get(id(block))
        if found is None:
            found = self._elements[id(block)] = ELEMENT_CLASSES.get(block.type, BlockElement)(self, block, labels)
        return cast(BlockElement, found)

    def elements_of(self, block_type: str, first_label: str | None = None) -> tuple[BlockElement, ...]:
        """The elements of one block type, in file and offset order.

        With `first_label` only those whose first label is that; `*` at its end stands for anything.
        """
        groups = self._index.get(block_type, {})
        if first_label is None or first_label.endswith("*"):
            prefix = (first_label or "*")[:-1]
            entries = sorted(e for label, group in groups.items() if label.startswith(prefix) for e in group)
        else:
            entries = groups.get(first_label, [])
        return tuple(self._wrap(block, labels) for _, labels, block in entries)

    def blocks_of(self, block_type: str) -> tuple[Block, ...]:
        """The top-level blocks of one type (`moved`, `import`, `check`, ...), in file and offset order."""
        return tuple(element.block for element in self.elements_of(block_type))

    def _of(self, block_type: str, class_: type[_E], first_label: str | None = None) -> tuple[_E, ...]:
        return cast("tuple[_E, ...]", self.elements_of(block_type, first_label))

    @property
    def resources(self) -> tuple[Resource, ...]:
        """All resources."""
        return self._of("resource", Resource)

    @property
    def data(self) -> tuple[DataSource, ...]:
        """All data sources."""
        return self._of("data", DataSource)

    @property
    def ephemerals(self) -> tuple[Ephemeral, ...]:
        """All ephemeral resources."""
        return self._of("ephemeral", Ephemeral)

    @property
    def variables(self) -> tuple[Variable, ...]:
        """All variables."""
        return self._of("variable", Variable)

    @property
    def outputs(self) -> tuple[Output, ...]:
        """All outputs."""
        return self._of("output", Output)

    @property
    def modules(self) -> tuple[ModuleCall, ...]:
        """All calls of other modules."""
        return self._of("module", ModuleCall)

    @property
    def providers(self) -> tuple[Provider, ...]:
        """All provider configurations."""
        return self._of("provider", Provider)

    @property
    def terraform_blocks(self) -> tuple[TerraformBlock, ...]:
        """All `terraform` blocks."""
        return self._of("terraform", TerraformBlock)

    @cached_property
    def locals(self) -> tuple[Local, ...]:
        """All local values, in file and offset order."""
        return tuple(
            self._local(attribute)
            for block in self.blocks_of("locals")
            for attribute in block.body.items
            if isinstance(attribute, Attribute)
        )

    def _local(self, attribute: Attribute) -> Local:
        found = self._elements.get(id(attribute))
        if found is None:
            found = self._elements[id(attribute)] = Local(self, attribute, (attribute.name,))
        return cast(Local, found)

    @cached_property
    def _locals_by_name(self) -> dict[str, Local]:
        return {local.label: local for local in reversed(self.locals)}

    def resources_of(self, type_: str) -> tuple[Resource, ...]:
        """The resources of one type (`random_*` for all that begin so), in file and offset order."""
        return self._of("resource", Resource, type_)

    def data_of(self, type_: str) -> tuple[DataSource, ...]:
        """The data sources of one type (`aws_*` for all that begin so), in file and offset order."""
        return self._of("data", DataSource, type_)

    # Lookups; of several declarations of one name they return the first ------------------------------------------

    def resource(self, type_: str, name: str) -> Resource | None:
        """The resource of that type and name."""
        return next((e for e in self.resources_of(type_) if e.labels[1:] == (name,)), None)

    def data_source(self, type_: str, name: str) -> DataSource | None:
        """The data source of that type and name."""
        return next((e for e in self.data_of(type_) if e.labels[1:] == (name,)), None)

    def variable(self, name: str) -> Variable | None:
        """The variable of that name."""
        return next(iter(self._of("variable", Variable, _exact(name))), None)

    def local(self, name: str) -> Local | None:
        """The local value of that name."""
        return self._locals_by_name.get(name)

    def output(self, name: str) -> Output | None:
        """The output of that name."""
        return next(iter(self._of("output", Output, _exact(name))), None)

    def module_call(self, name: str) -> ModuleCall | None:
        """The call of that name."""
        return next(iter(self._of("module", ModuleCall, _exact(name))), None)

    def provider(self, name: str, alias: str | None = None) -> Provider | None:
        """The configuration of a provider: the default one, or that with `alias`."""
        return next((e for e in self._of("provider", Provider, _exact(name)) if e.alias == alias), None)

    def get(self, address: str) -> Element | None:
        """The element of that address (first declaration), None where the native files declare none."""
        parsed = parse_address(address)
        if parsed is None:
            return None
        kind, type_, name = parsed
        if kind == "local":
            return self.local(name)
        if kind == "provider":
            provider, _, alias = name.partition(".")
            return self.provider(provider, alias or None)
        if type_:
            typed = self.elements_of(kind, _exact(type_))
            return next((e for e in typed if e.labels[1:] == (name,)), None)
        return next(iter(self.elements_of(kind, _exact(name))), None)

    def declares(self, address: str) -> bool:
        """Whether the module declares that address, in native syntax or in JSON."""
        return self.get(address) is not None or address in self.json_addresses

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address the module declares, JSON included: what a new name must differ from."""
        native = (e.address for type_ in self._index for e in self.elements_of(type_))
        return frozenset(a for a in native if a) | {e.address for e in self.locals} | self.json_addresses

    def element_at(self, path: str, offset: int) -> Element | None:
        """The element around an offset of a file: a local value, or the top-level block."""
        one = self._indexed_by_path.get(path)
        item = one.top_item(offset) if one is not None else None
        if not isinstance(item, Block) or not item.start <= offset < item.end:
            return None
        if item.type == "locals":
            for attribute in item.body.items:
                if isinstance(attribute, Attribute) and attribute.start <= offset < attribute.end:
                    return self._local(attribute)
        return self._wrap(item, item.label_values)

    # JSON, overrides, completeness ------------------------------------------------------------------------------

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
                for type_, labels, block in one.headers:
                    if type_ == "locals":
                        found.update(f"local.{name}" for name in block.body.attributes)
                    found.add(self._wrap(block, labels).address)
        for path, document in zip(self._json_paths, self._json_documents, strict=True):
            if is_override(path) and document is not UNKNOWN:
                found.update(json_addresses(document))
        return frozenset(found - {""})

    @cached_property
    def has_structure_errors(self) -> bool:
        """Whether some file's blocks are not all known, so that declarations may be missing."""
        broken = any(file.structure_error is not None for file in self.files)
        return broken or any(isinstance(document, Unknown) for document in self._json_documents)

    @cached_property
    def is_complete(self) -> bool:
        """Whether what is absent from the module is really absent.

        False while a file has a syntax error (in an expression too: it may hide a reference), a JSON file is
        broken, or override files exist. Opens every expression of the module, so ask it last.
        """
        if self.has_structure_errors or any(is_override(p) for p in (*self.files_by_path, *self._json_paths)):
            return False
        return all(file.error is None for file in self.files)

    # References -------------------------------------------------------------------------------------------------

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
            for attribute in one.attributes_mentioning(word)
            for raw in one.references(attribute)
            if raw.address == address
        )

    def references_in(self, node: n.Node | Element) -> tuple[Reference, ...]:
        """Every reference inside an expression, an attribute, a block or an element, in source order."""
        if isinstance(node, Element):
            node = node.node
        if isinstance(node, Attribute | Block):
            one = self._indexed_by_path.get(node.source.path) or IndexedFile(ConfigFile(node.source))
            attributes = [node] if isinstance(node, Attribute) else node.body.all_attributes()
            return tuple(Reference(self, raw, a) for a in attributes for raw in one.references(a))
        return tuple(Reference(self, raw, None) for raw in find_references(node))

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

    # Files beside the module ------------------------------------------------------------------------------------

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

    def __repr__(self) -> str:
        return f"<Module {self.directory or '.'!r} of {len(self.files)} files>"


def _exact(label: str) -> str:
    """A label to look up exactly: a name that ends with `*` is no pattern, and no name either."""
    return "" if label.endswith("*") else label


__all__ = [
    "BlockElement",
    "DataSource",
    "Element",
    "Ephemeral",
    "Local",
    "Module",
    "ModuleCall",
    "Output",
    "Provider",
    "Reference",
    "Resource",
    "TerraformBlock",
    "Variable",
]
