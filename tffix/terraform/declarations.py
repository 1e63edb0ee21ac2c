"""What the files of a module declare, looked up by type and name without opening bodies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from tffix.syntax import Attribute, Block
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
from tffix.terraform.files import IndexedFile, is_override

if TYPE_CHECKING:
    from tffix.terraform.module import Module

_E = TypeVar("_E", bound=BlockElement)


class Declarations:
    """The elements of a module: all of them, by type, by name, by address, by place."""

    def __init__(self, indexed: Iterable[IndexedFile]) -> None:
        self._indexed = tuple(sorted(indexed, key=lambda one: one.path))
        self._indexed_by_path = {one.path: one for one in self._indexed}
        # Override files amend what others declare.
        self._declaring = tuple(one for one in self._indexed if not is_override(one.path))
        self._elements: dict[int, Element] = {}
        self._groups: dict[tuple[str, str | None], tuple[BlockElement, ...]] = {}

    def _wrap(self, block: Block, labels: tuple[str, ...]) -> BlockElement:
        found = self._elements.get(id(block))
        if found is None:
            found = self._elements[id(block)] = ELEMENT_CLASSES.get(block.type, BlockElement)(
                cast("Module", self), block, labels
            )
        return cast(BlockElement, found)

    def elements_of(self, block_type: str, first_label: str | None = None) -> tuple[BlockElement, ...]:
        """The elements of one block type, in file and offset order.

        With `first_label` only those whose first label is that; `*` at its end stands for anything.
        """
        key = (block_type, first_label)
        found = self._groups.get(key)
        if found is None:
            found = self._groups[key] = tuple(
                self._wrap(one.block(index), labels)
                for one in self._declaring
                for _, labels, index in one.headers_of(block_type, first_label)
            )
        return found

    def blocks_of(self, block_type: str) -> tuple[Block, ...]:
        """The top-level blocks of one type (`moved`, `import`, `check`, ...), in file and offset order."""
        return tuple(element.block for element in self.elements_of(block_type))

    @property
    def all_elements(self) -> tuple[BlockElement, ...]:
        """Every top-level block as an element, in file and offset order."""
        return tuple(
            self._wrap(one.block(index), labels) for one in self._declaring for _, labels, index in one.headers
        )

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
            found = self._elements[id(attribute)] = Local(cast("Module", self), attribute, (attribute.name,))
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


def _exact(label: str) -> str:
    """A label to look up exactly: a name that ends with `*` is no pattern, and no name either."""
    return "" if label.endswith("*") else label
