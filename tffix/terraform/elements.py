"""What a module declares: thin wrappers that give the blocks of a file Terraform's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tffix.source import Source
from tffix.syntax import Attribute, Block, Body
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform.addresses import format_address
from tffix.terraform.evaluate import evaluate
from tffix.terraform.references import chain_root
from tffix.terraform.unknown import UNKNOWN, Unknown

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


class _Typed(BlockElement):
    """A block with a type label and a name label."""

    __slots__ = ()

    @property
    def type(self) -> str:
        """The resource type: the first label."""
        return self.labels[0] if self.labels else ""

    @property
    def address(self) -> str:
        """Its address."""
        if self._address is None:
            self._address = format_address(self.kind, self.label, self.type) if len(self.labels) == 2 else ""
        return self._address

    @property
    def provider_reference(self) -> str:
        """The provider configuration it belongs to, as Terraform finds it: `aws`, `aws.west`."""
        expression = self.provider
        root = None if expression is None else chain_root(expression)
        if isinstance(root, n.Traversal):
            return ".".join(root.names[:2])
        quoted = string_value(expression)
        return quoted if quoted else self.type.split("_")[0]

    @property
    def provider_name(self) -> str:
        """The local name of its provider: `aws` for `provider = aws.west` and for type `aws_x` alike."""
        return self.provider_reference.split(".")[0]


class Resource(_Typed):
    """A `resource` block."""

    __slots__ = ()
    kind = "resource"


class DataSource(_Typed):
    """A `data` block."""

    __slots__ = ()
    kind = "data"


class Ephemeral(_Typed):
    """An `ephemeral` block."""

    __slots__ = ()
    kind = "ephemeral"


class Variable(BlockElement):
    """A `variable` block."""

    __slots__ = ()
    kind = "variable"

    @property
    def default(self) -> n.Expression | None:
        """The default, None for a variable that every caller must set."""
        return self["default"]

    @property
    def type_text(self) -> str | None:
        """The type constraint as written, None where there is none."""
        attribute = self.attribute("type")
        return None if attribute is None else attribute.expr_text

    @property
    def is_nullable(self) -> bool | Unknown:
        """Whether the variable may be null inside the module."""
        value = self.constant("nullable", default=True)
        return value if isinstance(value, bool) else UNKNOWN

    @property
    def validations(self) -> tuple[Block, ...]:
        """The `validation` blocks."""
        return self.blocks("validation")


class Local(Element):
    """One local value: an attribute of a `locals` block."""

    __slots__ = ()
    kind = "local"
    node: Attribute

    @property
    def label(self) -> str:
        """The name."""
        return self.node.name

    @property
    def address(self) -> str:
        """Its address."""
        return f"local.{self.node.name}"

    @property
    def attribute(self) -> Attribute:
        """The attribute that declares it."""
        return self.node

    @property
    def expr(self) -> n.Expression:
        """Its expression."""
        return self.node.expr

    @property
    def locals_block(self) -> Block:
        """The `locals` block it stands in."""
        parent = self.node.parent.parent
        assert parent is not None
        return parent

    def value(self) -> Any:
        """Its value as far as the text proves it, else UNKNOWN."""
        return UNKNOWN if self.is_overridden else evaluate(self.node.expr, self.module)


class Output(BlockElement):
    """An `output` block."""

    __slots__ = ()
    kind = "output"


class ModuleCall(BlockElement):
    """A `module` block."""

    __slots__ = ()
    kind = "module"

    @property
    def source_text(self) -> str | None:
        """The value of `source`, None where it is absent or not a plain string."""
        return string_value(self["source"])

    @property
    def local_source(self) -> str | None:
        """The value of `source` where it is a local path (`./x`, `../x`), else None."""
        text = self.source_text
        return text if text is not None and is_local_source(text) else None


def is_local_source(text: str) -> bool:
    """Whether a module source names a directory of the same configuration."""
    return text in (".", "..") or text.startswith(("./", "../", ".\\", "..\\"))


class Provider(BlockElement):
    """A `provider` block."""

    __slots__ = ()
    kind = "provider"

    @property
    def alias(self) -> str | None:
        """The alias, None for the default configuration of the provider."""
        return string_value(self["alias"])

    @property
    def address(self) -> str:
        """`provider.aws`, `provider.aws.west` for one with an alias."""
        alias = self.alias
        return f"provider.{self.label}.{alias}" if alias else f"provider.{self.label}"


class TerraformBlock(BlockElement):
    """A `terraform` block."""

    __slots__ = ()
    kind = "terraform"

    @property
    def address(self) -> str:
        """Empty: settings have no address."""
        return ""

    @property
    def required_providers(self) -> tuple[Block, ...]:
        """Its `required_providers` blocks (Terraform allows one per module)."""
        return self.blocks("required_providers")

    @property
    def required_version(self) -> str | None:
        """The value of `required_version`, None where it is absent."""
        return string_value(self["required_version"])


ELEMENT_CLASSES: dict[str, type[BlockElement]] = {
    "resource": Resource,
    "data": DataSource,
    "ephemeral": Ephemeral,
    "variable": Variable,
    "output": Output,
    "module": ModuleCall,
    "provider": Provider,
    "terraform": TerraformBlock,
}
