"""The placeholders in a module: where they stand, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value
from tffix.terraform import DataSource, Element, Local, Module, ModuleCall, Provider, Resource, Variable
from tffix.terraform.files import attributes_inside

from ..terraform._new_variables import RESERVED_NAMES
from ._example_accounts import own_accounts
from ._lifecycle import ignores_changes
from ._literal_places import is_compared
from ._placeholders import EXAMPLE_DOMAIN, EXAMPLE_EMAIL, is_placeholder, may_have_placeholder
from ._secrets import all_secrets, names_secret

# Arguments that are for people, or that take no variable.
_NOTES = re.compile(r"(?:description|comment|message|documentation|tags|tags_all|labels|default_tags)$")
_META = frozenset({"source", "version", "provider", "providers", "depends_on"})
# Blocks that hold no value of the configuration's own; an input transformer has templates of EventBridge.
_OTHERS = frozenset({"default_tags", "input_transformer", "lifecycle", "tag", "tags"})
# Names of arguments that say nothing without what they belong to.
_VAGUE = (
    "arn", "aws", "content", "domain", "email", "endpoint", "federated", "id", "identifiers", "key", "name",
    "principal", "service", "url", "value",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A string that is a placeholder, or has one in it. `text` is its value, None where that is computed."""

    owner: Element
    attribute: Attribute
    node: n.Template
    key: str
    text: str | None

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of examples in it, in order."""
        return tuple(EXAMPLE_DOMAIN.findall(self.node.text))

    @property
    def is_email(self) -> bool:
        """Whether it is a mail address."""
        return self.text is not None and EXAMPLE_EMAIL.fullmatch(self.text) is not None

    @property
    def is_secret(self) -> bool:
        """Whether its name is that of a secret."""
        return names_secret(self.key)

    @property
    def shown(self) -> str:
        """What the placeholder is, as a sentence begins with it."""
        return self.domains[0] if self.text is None else f'"{self.text}"'

    @property
    def suggested_name(self) -> str:
        """A name for the variable that takes its place."""
        label, key = self.owner.label, self.key
        if self.is_email:
            return _name(label if "mail" in label else f"{label}_email")
        vague = key.lower() in _VAGUE or isinstance(self.owner, Local)
        vague = vague or key in RESERVED_NAMES
        return _name(label if key == label else f"{label}_{key}" if vague else key)

    def with_domain(self, address: str) -> str:
        """The string with another domain in the place of the example."""
        text = self.node.text
        return address if self.text in self.domains else EXAMPLE_DOMAIN.sub(f"${{{address}}}", text)


def placeholders_in(module: Module) -> Iterator[Placeholder]:
    """The placeholders of a module, defaults of variables and what other rules deal with aside."""
    attributes = module.memo(_suspects)
    others = {id(node) for _, _, node in own_accounts(module)} if attributes else set()
    others |= {id(secret.node) for secret in all_secrets(module)} if attributes else set()
    for attribute in filter(_is_value, attributes):
        owner = module.element_at(attribute.source.path, attribute.start)
        if not isinstance(owner, Resource | DataSource | Local | ModuleCall | Provider) or owner.is_overridden:
            continue
        if isinstance(owner, Resource) and ignores_changes(owner, attribute.name):
            continue
        for node, key in _strings(attribute):
            if id(node) not in others and not is_compared(node, attribute) and _stands_for_another(node):
                yield Placeholder(owner, attribute, node, key, string_value(node))


def _suspects(module: Module) -> tuple[Attribute, ...]:
    """The attributes that may hold a placeholder."""
    items = (item for file in module.files for item in file.body.items)
    return tuple(attribute for item in items for attribute in item.memo(_suspects_in))


def _suspects_in(item: Attribute | Block) -> tuple[Attribute, ...]:
    if not may_have_placeholder(item.text):
        return ()
    return tuple(one for one in attributes_inside(item) if may_have_placeholder(one.expr_text))


def variable_placeholder(variable: Variable) -> n.Template | None:
    """The first placeholder in the default of a variable that is no secret."""
    attribute = variable.attribute("default")
    if attribute is None or variable.is_overridden or names_secret(variable.label):
        return None
    if _NOTES.search(variable.label) or not may_have_placeholder(attribute.expr_text):
        return None
    return next((node for node, _ in _strings(attribute) if _stands_for_another(node)), None)


def _stands_for_another(node: n.Template) -> bool:
    text = string_value(node)
    if text is not None:
        return is_placeholder(text)
    literal = "".join(part.text if isinstance(part, n.TemplateLiteral) else "x" for part in node.parts)
    return not re.search(r"\s", literal) and EXAMPLE_DOMAIN.search(literal) is not None


def _is_value(attribute: Attribute) -> bool:
    """Whether an argument is read by machines, and may hold a variable."""
    block = attribute.parent.parent
    if attribute.name in _META or _NOTES.search(attribute.name):
        return False
    while block is not None:
        if block.type in _OTHERS:
            return False
        block = block.parent.parent
    return True


def _strings(attribute: Attribute) -> Iterator[tuple[n.Template, str]]:
    """The quoted strings of a value with the name of each: its key in an object, else that of the argument."""
    stack: list[tuple[n.Node, str]] = [(attribute.expr, attribute.name)]
    while stack:
        node, name = stack.pop()
        if isinstance(node, n.Template):
            yield node, name
        elif isinstance(node, n.ObjectItem):
            key = key_name(node.key)
            if key is None or not _NOTES.search(key.lower()):
                stack.append((node.value, key or name))
        else:
            stack += [(child, name) for child in reversed(node.children)]


def _name(text: str) -> str:
    name = re.sub(r"\W+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text)).strip("_").lower()
    return name if name[:1].isalpha() else f"value_{name}"
