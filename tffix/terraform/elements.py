"""The kinds of things that a module declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform.addresses import format_address
from tffix.terraform.element import BlockElement, Element
from tffix.terraform.evaluate import evaluate
from tffix.terraform.references import chain_root
from tffix.terraform.unknown import UNKNOWN, Unknown

if TYPE_CHECKING:
    pass


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


__all__ = [
    "BlockElement",
    "DataSource",
    "Element",
    "Ephemeral",
    "Local",
    "ModuleCall",
    "Output",
    "Provider",
    "Resource",
    "TerraformBlock",
    "Variable",
]
