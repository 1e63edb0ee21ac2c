"""Moving the inline rules of a security group into resources of their own.

AWS provider, resource `aws_security_group`: "Terraform currently provides a Security Group resource with `ingress` and
`egress` rules defined in-line and a Security Group Rule resource ... At this time you cannot use a Security Group with
in-line rules in conjunction with any Security Group Rule resources. Doing so will cause rule conflicts". So a group
moves all of its rules or none. The two styles are told apart in the resources `aws_security_group_rule` and
`aws_vpc_security_group_ingress_rule` (one source a rule).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tffix import templates as t
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Module, Resource, evaluate
from tffix.terraform.references import find_references

from ..aws._instances import own_key, repetition

INLINE = ("ingress", "egress")
# Source argument of an inline block -> that of a separate rule of one source (provider 4.56 and newer).
_SINGLE = {
    "cidr_blocks": "cidr_ipv4",
    "ipv6_cidr_blocks": "cidr_ipv6",
    "prefix_list_ids": "prefix_list_id",
    "security_groups": "referenced_security_group_id",
}
_KNOWN = frozenset({*_SINGLE, "description", "from_port", "to_port", "protocol", "self"})
_ALL = ("-1", "all")


class _NotMovableError(Exception):
    """The rules of a group cannot be written as resources of their own with what the text says."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What a rule lets in or out: the argument that says so, its value, and a word for the name of the rule."""

    argument: str
    value: str
    word: str


def inline_rules(group: Resource) -> list[Block]:
    """The inline rules of a group, in order."""
    return [block for block in group.body.blocks if block.type in INLINE]


def separate_rules(group: Resource, module: Module) -> list[t.Code] | None:
    """The resources for all inline rules of a group, None where some rule cannot be moved."""
    if group.is_overridden or any(group.has_dynamic(kind) or group.attribute(kind) is not None for kind in INLINE):
        return None
    try:
        return list(_Writer(group, module, _wants_single(group, module)).write())
    except _NotMovableError:
        return None


def _wants_single(group: Resource, module: Module) -> bool:
    """Whether the module's style is one source a rule: what it uses already, else what the provider recommends."""
    if module.resources_of("aws_vpc_security_group_*"):
        return True
    if module.resources_of("aws_security_group_rule") or _provider_is_old(module):
        return False
    lists = [
        b.body.get(name) for b in inline_rules(group) for name in ("cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids")
    ]
    return all(a is None or isinstance(a.expr, n.TupleCons) for a in lists) and all(
        _protocol(block) is not None for block in inline_rules(group)
    )


def _provider_is_old(module: Module) -> bool:
    """Whether the module admits no version of the provider that has rules of one source (4.56)."""
    for settings in module.terraform_blocks:
        for block in settings.required_providers:
            required = block.body.get("aws")
            text = re.search(r'version\s*=\s*"([^"]*)"', required.expr_text) if required is not None else None
            major = re.search(r"(?:~>|<=?|^|(?<![><!])=)\s*(\d+)", text[1]) if text is not None else None
            if major is not None and int(major[1]) < 5:
                return True
    return False


def _protocol(block: Block) -> str | None:
    attribute = block.body.get("protocol")
    value = None if attribute is None else evaluate(attribute.expr, None)
    return str(value) if isinstance(value, str | int) else None


class _Writer:
    """Writes the rules of one group in one style."""

    def __init__(self, group: Resource, module: Module, single: bool) -> None:
        self.group = group
        self.module = module
        self.single = single
        self.taken = {
            address.split(".", 1)[1] for address in module.addresses if address.startswith("aws_") and "." in address
        }

    def write(self) -> Iterator[t.Code]:
        for block in inline_rules(self.group):
            if block.body.blocks or not block.body.attributes.keys() <= _KNOWN:
                raise _NotMovableError
            if any("\n" in a.expr_text for a in block.body.attributes.values() if a.name not in _SINGLE):
                raise _NotMovableError
            sources = list(self._sources(block))
            if not sources:
                raise _NotMovableError
            comments = [comment.text for comment in block.leading_comments] if _is_apart(block) else []
            comments += [
                c.text for item in block.body.items for c in (*item.leading_comments, item.trailing_comment) if c
            ]
            for at, source in enumerate(sources):
                code = self._rule(block, source)
                head = "".join(f"{text}\n" for text in comments) if at == 0 else ""
                yield t.Code(head + code, code.address)

    def _sources(self, block: Block) -> Iterator[_Source]:
        for name in ("cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids"):
            attribute = block.body.get(name)
            if attribute is None or evaluate(attribute.expr, None) in (None, []):
                continue
            if self.single:
                for item in _items(attribute):
                    yield _Source(_SINGLE[name], item.text, "")
            else:
                yield _Source(name, attribute.expr_text, "")
        groups = block.body.get("security_groups")
        for item in _items(groups) if groups is not None else ():
            argument = "referenced_security_group_id" if self.single else "source_security_group_id"
            yield _Source(argument, item.text, _peer(item))
        itself = block.body.get("self")
        value = evaluate(itself.expr, None) if itself is not None else False
        if value is True:
            own = f"{self.group.address}{own_key(self.group)}.id"
            yield (
                _Source("referenced_security_group_id", own, "itself")
                if self.single
                else _Source("self", "true", "itself")
            )
        elif value not in (False, None):
            raise _NotMovableError

    def _rule(self, block: Block, source: _Source) -> t.Code:
        get = {name: attribute.expr_text for name, attribute in block.body.attributes.items()}
        protocol = _protocol(block)
        if (self.single and protocol is None) or not {"from_port", "to_port", "protocol"} <= get.keys():
            raise _NotMovableError
        items = [f"{name} = {value}" for name, value in repetition(self.group).items()]
        provider = self.group.attribute("provider")
        if provider is not None:
            items.append(f"provider = {provider.expr_text}")
        if items:
            items.append("")
        own = f"{self.group.address}{own_key(self.group)}.id"
        if self.single:
            type_ = f"aws_vpc_security_group_{block.type}_rule"
            items.append(f"security_group_id = {own}")
        else:
            type_ = "aws_security_group_rule"
            items += [f"security_group_id = {own}", f'type = "{block.type}"']
        if "description" in get:
            items.append(f"description = {get['description']}")
        if not self.single or protocol not in _ALL:
            items += [f"from_port = {get['from_port']}", f"to_port = {get['to_port']}"]
        items.append(f"{'ip_protocol' if self.single else 'protocol'} = {get['protocol']}")
        items.append(f"{source.argument} = {source.value}")
        return t.resource(type_, self._name(block, source, protocol), items=tuple(items))

    def _name(self, block: Block, source: _Source, protocol: str | None) -> str:
        """`web_from_alb` for rules about another group, else `web_ingress_443`, with a number where it is taken."""
        label = self.group.label
        if source.word == "itself":
            name = f"{label}_{block.type}_self"
        elif source.word:
            name = f"{label}_{'from' if block.type == 'ingress' else 'to'}_{source.word}"
        else:
            ports = [evaluate(block.body[p].expr, None) for p in ("from_port", "to_port")]
            if protocol in _ALL:
                word = "_all"
            elif all(isinstance(port, int) and port >= 0 for port in ports):
                word = f"_{ports[0]}" if ports[0] == ports[1] else f"_{ports[0]}_{ports[1]}"
            else:
                word = ""
            name = f"{label}_{block.type}{word}"
        free, number = name, 1
        while free in self.taken:
            number += 1
            free = f"{name}_{number}"
        self.taken.add(free)
        return free


def _is_apart(block: Block) -> bool:
    """Whether the comments above a rule go with it: only rules stand in its paragraph (see `Edits.remove`)."""
    items, text = block.parent.items, block.source.text
    at = items.index(block)
    for step in (-1, 1):
        here = at
        while 0 <= here + step < len(items):
            first, last = sorted((here, here + step))
            if re.search(r"\n[ \t\r]*\n", text[items[first].end : items[last].start]):
                break
            here += step
            other = items[here]
            if not isinstance(other, Block) or other.type not in INLINE:
                return False
    return True


def _items(attribute: Attribute) -> tuple[n.Expression, ...]:
    if not isinstance(attribute.expr, n.TupleCons) or any("\n" in item.text for item in attribute.expr.items):
        raise _NotMovableError
    return attribute.expr.items


def _peer(item: n.Expression) -> str:
    """The name of the group that an element of `security_groups` refers to."""
    for raw in find_references(item):
        return raw.address.rpartition(".")[2]
    return "group" if string_value(item) is None else "other"
