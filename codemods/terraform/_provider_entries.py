"""What the `required_providers` blocks of a module declare, and where another entry goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tffix import templates as t
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value
from tffix.terraform import Module
from tffix.terraform.files import is_override

REGISTRY = "registry.terraform.io/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One provider in a `required_providers` block.

    `fields` are its settings by name, each the expression as written; a plain version (`random = "~> 3.0"`) is the
    field `version`. None for an entry that is neither an object nor a string.
    """

    attribute: Attribute
    fields: dict[str, n.Expression] | None

    @property
    def name(self) -> str:
        """The local name."""
        return self.attribute.name

    @property
    def source(self) -> str | None:
        """The source in its shortest form, None where there is none or it is not plain."""
        text = self.field_text("source")
        return None if text is None else short_source(text)

    @property
    def version(self) -> str | None:
        """The version constraint without the blanks that say nothing, None where there is none or it is not plain."""
        text = self.field_text("version")
        return None if text is None else ",".join(" ".join(part.split()) for part in text.split(","))

    def field_text(self, name: str) -> str | None:
        """The plain string of a setting as written, None where there is none."""
        return string_value(self.fields.get(name)) if self.fields is not None else None


def short_source(text: str) -> str:
    """A source address as Terraform compares it: lower case, without the host of the public registry."""
    return text.strip().lower().removeprefix(REGISTRY)


def entry_of(attribute: Attribute) -> Entry:
    """What an attribute of a `required_providers` block says."""
    expression = attribute.expr
    if isinstance(expression, n.ObjectCons):
        fields = {key_name(item.key) or item.key.text: item.value for item in expression.items}
        return Entry(attribute, fields)
    if string_value(expression) is not None:
        return Entry(attribute, {"version": expression})
    return Entry(attribute, None)


def entries_of(block: Block) -> list[Entry]:
    """The entries of a `required_providers` block, in order."""
    return [entry_of(attribute) for attribute in block.body.attributes.values()]


def required_blocks(module: Module) -> list[Block]:
    """The `required_providers` blocks of a module but for those of override files, which amend."""
    return [block for terraform in module.terraform_blocks for block in terraform.required_providers]


def declared_names(module: Module) -> frozenset[str]:
    """The local names that the module declares, in native syntax, in override files or in JSON."""
    native = {name for block in (*required_blocks(module), *_overriding(module)) for name in block.body.attributes}
    return frozenset(native) | module.json_required_providers


def _overriding(module: Module) -> Iterator[Block]:
    for file in module.files:
        if is_override(file.path):
            for terraform in file.body.blocks_of("terraform"):
                yield from terraform.body.blocks_of("required_providers")


def new_entry(fields: Mapping[str, str], beside: Block | None = None) -> str:
    """The value of a new entry, in the layout of those of a block: an object on one line or on several."""
    written = [attribute.expr_text for attribute in beside.body.attributes.values()] if beside is not None else []
    if written and not any("\n" in text for text in written):
        return "{ " + ", ".join(f"{name} = {value}" for name, value in fields.items()) + " }"
    return t.object_(dict(fields))


def same_provider(block: Block, source: str) -> Entry | None:
    """The entry of a block that declares a source, under whatever name."""
    return next((entry for entry in entries_of(block) if entry.source == short_source(source)), None)
