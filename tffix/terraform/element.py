"""What every declaration has: thin wrappers that give the blocks of a file Terraform's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tffix.source import Source
from tffix.syntax import Attribute, Block, Body
from tffix.syntax import nodes as n
from tffix.terraform.addresses import format_address
from tffix.terraform.evaluate import evaluate
from tffix.terraform.unknown import UNKNOWN

if TYPE_CHECKING:
    from tffix.terraform.module import Module


class Element:
    """Something a module declares. Equal to another element of the same syntax node.

    `node` is the block, or the attribute of a local value; `labels` are the labels of the block.
    """

    __slots__ = ("_address", "labels", "module", "node")

    kind = ""

    def __init__(self, module: Module, node: Block | Attribute, labels: tuple[str, ...]) -> None:
        self.module = module
        self.node = node
        self.labels = labels
        self._address: str | None = None

    @property
    def source(self) -> Source:
        """The source the element stands in."""
        return self.node.source

    @property
    def path(self) -> str:
        """The path of its file."""
        return self.node.source.path

    @property
    def start(self) -> int:
        """Where it begins, in code points."""
        return self.node.start

    @property
    def end(self) -> int:
        """Where it ends, in code points."""
        return self.node.end

    @property
    def text(self) -> str:
        """The element as written."""
        return self.node.text

    @property
    def label(self) -> str:
        """Its name: the last label, empty where there is none."""
        return self.labels[-1] if self.labels else ""

    @property
    def address(self) -> str:
        """Its address, empty for what has none."""
        return ""

    @property
    def is_overridden(self) -> bool:
        """Whether an override file amends it, so that its own text does not tell its values."""
        overridden = self.module.overridden_addresses
        return bool(overridden) and self.address in overridden

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and other.node is self.node

    def __hash__(self) -> int:
        return id(self.node)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.address or self.label} at {self.path}:{self.start}>"


class BlockElement(Element):
    """An element that is a block; used as it is for block types without a class of their own."""

    __slots__ = ()
    node: Block

    @property
    def block(self) -> Block:
        """The block."""
        return self.node

    @property
    def body(self) -> Body:
        """The body of the block."""
        return self.node.body

    @property
    def block_type(self) -> str:
        """The type of the block: `resource`, `variable`, ..."""
        return self.node.type

    @property
    def address(self) -> str:
        """Its address, empty for block types that have none (`moved`, `terraform`, ...)."""
        return format_address(self.kind or self.node.type, self.label) if self.labels else ""

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name, None where there is none."""
        return self.node.body.get(name)

    def __getitem__(self, name: str) -> n.Expression | None:
        """The expression of the attribute of that name, None where there is none."""
        attribute = self.node.body.get(name)
        return None if attribute is None else attribute.expr

    def __contains__(self, name: object) -> bool:
        return name in self.node.body

    def blocks(self, type_: str) -> tuple[Block, ...]:
        """The nested blocks of one type, in order; blocks that a `dynamic` block makes are not among them."""
        return self.node.body.blocks_of(type_)

    def has_dynamic(self, type_: str) -> bool:
        """Whether a `dynamic` block may make blocks of that type."""
        return any(block.label_values[:1] == (type_,) for block in self.node.body.blocks_of("dynamic"))

    def constant(self, name: str, default: Any = None) -> Any:
        """The value of an attribute as a Python value.

        `default` where the attribute is absent or literally `null` (which Terraform treats alike), UNKNOWN where
        the value cannot be proved from the text or an override file amends the block.
        """
        if self.is_overridden:
            return UNKNOWN
        attribute = self.node.body.get(name)
        if attribute is None:
            return default
        value = evaluate(attribute.expr, self.module)
        return default if value is None else value

    @property
    def count(self) -> n.Expression | None:
        """The `count` meta-argument."""
        return self["count"]

    @property
    def for_each(self) -> n.Expression | None:
        """The `for_each` meta-argument."""
        return self["for_each"]

    @property
    def repeats(self) -> bool:
        """Whether `count` or `for_each` says how many there are."""
        return self.count is not None or self.for_each is not None

    @property
    def provider(self) -> n.Expression | None:
        """The `provider` meta-argument."""
        return self["provider"]
