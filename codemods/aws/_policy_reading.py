"""Finding and reading the policy document that an argument holds: `jsonencode`, JSON, `aws_iam_policy_document`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import DataSource, Element, Module
from tffix.terraform.resolve import unwrap

from ._policies import Document
from ._policy_statements import block_statement, json_statement, object_statement, values_of, whole_local
from ._policy_text import CLOSE, OPEN, text_of

_DOCUMENT = "aws_iam_policy_document"
_MAX_DEPTH = 6

_NOTHING = Document((), is_whole=False, holder=None, owner=None)


def read_document(expression: n.Expression | None, owner: Element) -> Document:
    """The policy document that an argument of `owner` holds; one that is not whole where it cannot be read."""
    return _NOTHING if expression is None else _read(expression, owner, 0)


def _read(expression: n.Expression, owner: Element, depth: int) -> Document:
    expression = unwrap(expression)
    module = owner.module
    if depth > _MAX_DEPTH or owner.is_overridden:
        return _NOTHING
    if isinstance(expression, n.FunctionCall) and expression.name.removeprefix("core::") == "jsonencode":
        return _encoded(expression.arguments[0], owner, depth) if len(expression.arguments) == 1 else _NOTHING
    if isinstance(expression, n.Template | n.Heredoc):
        return _json(text_of(expression, module), owner)
    local = whole_local(expression, module)
    if local is not None:
        return _read(local.expr, local, depth + 1)
    target = module.resolve(expression)
    if isinstance(target, DataSource) and target.type == _DOCUMENT:
        return data_document(target)
    return _NOTHING


# Objects ------------------------------------------------------------------------------------------------------------


def _encoded(argument: n.Expression, owner: Element, depth: int) -> Document:
    argument = unwrap(argument)
    if not isinstance(argument, n.ObjectCons):
        local = whole_local(argument, owner.module) if depth < _MAX_DEPTH else None
        return _NOTHING if local is None else _encoded(local.expr, local, depth + 1)
    found = [item.value for item in argument.items if key_name(item.key) == "Statement"]
    if len(found) != 1 or any(key_name(item.key) is None for item in argument.items):
        return _NOTHING
    listed = unwrap(found[0])
    if isinstance(listed, n.ObjectCons):
        return _document([listed], owner, listed)
    if isinstance(listed, n.TupleCons):
        return _document(listed.items, owner, listed)
    nodes = tuple(_statements_in(listed, owner.module, 0))
    return _document(nodes, owner, None)


def _statements_in(expression: n.Expression, module: Module, depth: int) -> Iterator[n.Expression]:
    """The statements in an expression that makes a list of them; what cannot be looked into is one of them."""
    expression = unwrap(expression)
    if isinstance(expression, n.TupleCons):
        yield from expression.items
    elif isinstance(expression, n.FunctionCall) and expression.name in ("concat", "flatten") and depth < _MAX_DEPTH:
        for argument in expression.arguments:
            yield from _statements_in(argument, module, depth + 1)
    elif isinstance(expression, n.Conditional) and depth < _MAX_DEPTH:
        yield from _statements_in(expression.true_value, module, depth + 1)
        yield from _statements_in(expression.false_value, module, depth + 1)
    elif isinstance(expression, n.ForTuple):
        yield expression.value
    else:
        local = whole_local(expression, module) if depth < _MAX_DEPTH else None
        if local is not None:
            yield from _statements_in(local.expr, module, depth + 1)
        else:
            yield expression


def _document(nodes: Iterable[n.Expression], owner: Element, holder: n.TupleCons | n.ObjectCons | None) -> Document:
    read = [object_statement(node, owner.module) for node in nodes]
    statements = tuple(one for one in read if one is not None)
    is_whole = len(statements) == len(read) and all(one.is_whole for one in statements)
    return Document(statements, is_whole, holder, owner)


# Text ---------------------------------------------------------------------------------------------------------------

_BARE_HOLE = re.compile(rf"(?<![\"\w{CLOSE}]){OPEN}[^{CLOSE}]*{CLOSE}(?![\"\w{OPEN}])")


def _json(text: str, owner: Element) -> Document:
    """A document that is written as JSON, with what is interpolated as holes."""
    try:
        document: Any = json.loads(text)
    except ValueError:
        try:
            # `"Resource": ${jsonencode(x)}` is a hole where a value is expected.
            document = json.loads(_BARE_HOLE.sub(lambda found: json.dumps(found[0], ensure_ascii=False), text))
        except ValueError:
            return _NOTHING
    listed = document.get("Statement") if isinstance(document, dict) else None
    listed = [listed] if isinstance(listed, dict) else listed
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        return _NOTHING
    return Document(tuple(json_statement(one) for one in listed), is_whole=True, holder=None, owner=owner)


# Data sources -------------------------------------------------------------------------------------------------------


def data_document(data: DataSource) -> Document:
    """The document that an `aws_iam_policy_document` makes."""
    return _data(data, frozenset())


def _data(data: DataSource, seen: frozenset[str]) -> Document:
    if data.is_overridden or data.address in seen:
        return _NOTHING
    module = data.module
    statements = [block_statement(block, module) for block in data.blocks("statement")]
    is_whole = all(one.is_whole for one in statements)
    for dynamic in data.blocks("dynamic"):
        is_whole = False
        for content in dynamic.body.blocks_of("content") if dynamic.label_values[:1] == ("statement",) else ():
            statements.append(block_statement(content, module))
    for name in ("source_policy_documents", "override_policy_documents"):
        for value in values_of(data[name], module):
            target = None if value.node is None else module.resolve(value.node)
            if isinstance(target, DataSource) and target.type == _DOCUMENT:
                other = _data(target, seen | {data.address})
            else:
                other = _NOTHING if value.node is None else _read(value.node, data, 1)
            statements += other.statements
            is_whole = is_whole and other.is_whole
    return Document(tuple(statements), is_whole, data, data)
