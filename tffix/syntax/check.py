"""The whole truth about a file: does the grammar accept it, and if not, where is the first error."""

from __future__ import annotations

from collections.abc import Iterable

from tffix.errors import SyntaxError  # noqa: A004
from tffix.source import Source
from tffix.syntax import nodes as n
from tffix.syntax import structure
from tffix.syntax.builders import RawAttribute, RawBlock
from tffix.syntax.explain import duplicate, explain, invalid_escape, invalid_token
from tffix.syntax.literals import bad_escape
from tffix.syntax.parser import drive
from tffix.syntax.reuse import Tree, take_over
from tffix.syntax.scanner import Mode, scan
from tffix.syntax.skeleton import Extent, known_items
from tffix.syntax.structure import Body, Item
from tffix.syntax.tokens import INVALID_KINDS, RawToken, UnexpectedToken

_OPENING = frozenset({"LBRACE", "LSQB", "LPAR", "INTERPOLATION", "CTRL", "QUOTE_OPEN", "HEREDOC_OPEN"})
_CLOSING = frozenset({"RBRACE", "RSQB", "RPAR", "SEQUENCE_END", "QUOTE_CLOSE", "HEREDOC_CLOSE"})


def parse_body(source: Source, start: int = 0) -> tuple[list[Extent], SyntaxError | None]:
    """Structure and first error of a file by the full grammar, from the beginning of a top-level item on.

    Of a file with an error, the structure is that of the items which end before the error.
    """
    tokens = scan(source.text, Mode.BODY, start)
    invalid = next((i for i, token in enumerate(tokens) if token[0] in INVALID_KINDS), None)
    # As with the reference, what is no token at all comes before everything else.
    lexical = None if invalid is None else invalid_token(source, tokens, invalid)
    error = lexical
    while True:
        try:
            items = drive(source, list(tokens), "body")
        except UnexpectedToken as unexpected:
            error = error or explain(source, unexpected)
            at = unexpected.tokens[unexpected.index][1]
        except SyntaxError as refused:
            error = error or refused
            at = refused.start
        else:
            return [_extent(item) for item in items], lexical or _semantic_error(source, items) or error
        shorter = _complete_items(tokens, at)
        tokens = shorter if len(shorter) < len(tokens) else []


def _complete_items(tokens: list[RawToken], stop: int) -> list[RawToken]:
    """The tokens up to the end of the last top-level item that is complete before `stop`."""
    depth = last = 0
    for index, (kind, start, _) in enumerate(tokens):
        if start >= stop:
            break
        if kind in _OPENING or kind.startswith("CTRL_"):
            depth += 1
        elif kind in _CLOSING:
            depth -= 1
        elif kind == "NEWLINE" and depth == 0:
            last = index + 1
    return tokens[:last]


def _extent(item: RawAttribute | RawBlock) -> Extent:
    """The skeleton's shape of a parsed item. Iterative: blocks may nest deeper than Python's stack."""
    holder: list[Extent] = []
    todo: list[tuple[RawAttribute | RawBlock, list[Extent]]] = [(item, holder)]
    while todo:
        current, target = todo.pop()
        if isinstance(current, RawAttribute):
            target.append((*current.name[1:], current.expression.start, current.expression.end))
        else:
            inner: list[Extent] = []
            target.append((*current.type[1:], current.open_brace, current.close_brace, inner))
            todo.extend((child, inner) for child in reversed(current.items))
    return holder[0]


def _semantic_error(source: Source, items: Iterable[RawAttribute | RawBlock]) -> SyntaxError | None:
    """What the reference's parser refuses beyond its grammar: repeated attributes, invalid escapes."""
    found: list[SyntaxError] = []
    bodies = [list(items)]
    while bodies:
        seen: dict[str, RawAttribute] = {}
        for item in bodies.pop():
            if isinstance(item, RawBlock):
                bodies.append(list(item.items))
                found += _bad_label_escapes(source, item)
                continue
            name = source.text[item.name[1] : item.name[2]]
            if name in seen:
                line = source.position(seen[name].name[1]).line
                found.append(duplicate(name, line, item.name))
            seen.setdefault(name, item)
            found += _bad_escapes(item.expression)
    return min(found, key=lambda e: e.start, default=None)


def _bad_escapes(expression: n.Node) -> list[SyntaxError]:
    if "\\" not in expression.source.text[expression.start : expression.end]:
        return []
    errors = []
    for node in expression.walk():
        if isinstance(node, n.Template):
            for part in node.parts:
                if isinstance(part, n.TemplateLiteral) and (bad := bad_escape(part.text)) is not None:
                    errors.append(invalid_escape(part.source, part.start + bad[0], part.start + bad[1]))
    return errors


def _bad_label_escapes(source: Source, block: RawBlock) -> list[SyntaxError]:
    errors = []
    for start, end in block.labels:
        text = source.text[start:end]
        if text.startswith('"') and (bad := bad_escape(text)) is not None:
            errors.append(invalid_escape(source, start + bad[0], start + bad[1]))
    return errors


def read(source: Source, spare: Tree | None, right: frozenset[str]) -> tuple[Body, SyntaxError | None]:
    """The body of a file, and what keeps its structure from being read; unchanged items are taken from `spare`.

    `right` are texts of top-level items in which nothing is wrong, here and below.
    """
    extents, is_whole = known_items(source.text)
    body = structure.Body(source, 0, len(source.text), extents, None)
    if spare is not None:
        take_over(body, spare)
    if is_whole:
        return body, None
    kept = _before_doubt(body, _sound_items(body, right))
    rest, error = parse_body(source, extents[kept][0] if kept else 0)
    body._items = (*body.items[:kept], *map(body._made, rest))
    body._extents = [*extents[:kept], *rest]
    return body, error


def first_error(body: Body, right: frozenset[str]) -> SyntaxError | None:
    """The first syntax error of a file whose structure is known; opens every expression."""
    sound = _sound_items(body, right)
    if sound == len(body.items):
        return None
    return parse_body(body.source, _start_of_doubt(body, sound))[1]


def sound_until(body: Body, right: frozenset[str]) -> int:
    """The offset of the top-level item from which on a file has to be read to find what is wrong with it."""
    return _start_of_doubt(body, _sound_items(body, right))


def _start_of_doubt(body: Body, sound: int) -> int:
    kept = _before_doubt(body, sound)
    return body.items[kept].start if kept else 0


def _before_doubt(body: Body, sound: int) -> int:
    """How many of the sound items the grammar need not read to find what is wrong behind them.

    It reads the last one, for what stands between the items; and all where the names of attributes could repeat.
    """
    kept = max(sound - 1, 0)
    return 0 if any(isinstance(item, structure.Attribute) for item in body.items[:kept]) else kept


def right_texts(body: Body, spare: Tree | None) -> frozenset[str]:
    """The texts of the items at the beginning of a file that are right, and of those in a tree that it came after."""
    texts = {item.text for item in body.items[: _sound_items(body, frozenset())]}
    if spare is not None:
        both = zip(spare.items, spare.extents, strict=True)
        texts.update(spare.text_of(extent) for item, extent in both if item.memo(_is_sound))
    return frozenset(texts)


def _sound_items(body: Body, right: frozenset[str]) -> int:
    """How many items at the beginning of a file are right to the last character."""
    names: set[str] = set()
    for index, item in enumerate(body.items):
        if isinstance(item, structure.Attribute):
            if item.name in names:
                return index
            names.add(item.name)
        if item.text not in right and not item.memo(_is_sound):
            return index
    return len(body.items)


def _is_sound(top: Item) -> bool:
    """Whether everything in a top-level item is surely as the grammar has it."""
    text = top.source.text
    todo = [top]
    while todo:
        item = todo.pop()
        if isinstance(item, structure.Attribute):
            header = (item.start, item.name_end)
            if isinstance(item.expr, n.InvalidExpression) or _bad_escapes(item.expr):
                return False
        else:
            header = (item.start, item.open_brace)
            inside = item.body
            if len(inside.attributes) + len(inside.blocks) != len(inside.items):
                return False
            todo += inside.items
        written = text[slice(*header)]
        if "\\" in written or not written.isascii():
            # Which letters may be in a name, which escapes in a label, is settled by scanner and grammar.
            return False
    return True


def parse_fragment(source: Source, kind: str) -> tuple[n.Node | None, SyntaxError | None]:
    """The node of a text that is one `expression`, one `traversal` or a `template`, and its first error."""
    mode = Mode.TEMPLATE if kind == "template" else Mode.EXPRESSION
    tokens = scan(source.text, mode)
    invalid = next((i for i, token in enumerate(tokens) if token[0] in INVALID_KINDS), None)
    if invalid is not None:
        return None, invalid_token(source, tokens, invalid)
    try:
        node: n.Node = drive(source, tokens, "bare_template" if kind == "template" else "expression")
    except UnexpectedToken as unexpected:
        return None, explain(source, unexpected)
    except SyntaxError as refused:
        return None, refused
    errors = _bad_escapes(node)
    return node, errors[0] if errors else None
