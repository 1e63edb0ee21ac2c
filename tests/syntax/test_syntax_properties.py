"""Random texts and random trees: what holds for all of them."""

from __future__ import annotations

import re
from contextlib import suppress

from hcl_strategies import any_trivia, bodies, expressions, mutated, shortcuts, soups
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syntax_helpers import shape

from tffix.errors import SyntaxError  # noqa: A004
from tffix.source import Source
from tffix.syntax import Mode, comments_within, parse, parse_expression, parse_template, tokenize, visit
from tffix.syntax import nodes as n
from tffix.syntax.check import parse_body, parse_fragment
from tffix.syntax.parser import drive, parse_extent
from tffix.syntax.scanner import scan
from tffix.syntax.skeleton import skeleton
from tffix.syntax.tokens import TRIVIA, UnexpectedToken

# The same examples on every run and no folder of past failures: a found one becomes a test with a name.
examples = settings(
    derandomize=True, database=None, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck)
)
anything = soups | mutated() | st.text(max_size=20)


@examples
@given(anything, st.sampled_from(Mode))
def test_the_scanner_is_total_and_tokens_are_the_text(text: str, mode: Mode) -> None:
    tokens = tokenize(text, mode)
    assert "".join(text[token.start : token.end] for token in tokens) == text
    assert all(token.start < token.end for token in tokens)


@examples
@given(anything)
def test_parsing_never_raises_and_nodes_nest(text: str) -> None:
    file = parse(text)
    error = file.error
    assert error is None or 0 <= error.start <= error.end <= len(text)
    for node in file.body.walk():
        at = node.start
        for child in node.children:
            assert at <= child.start <= child.end <= node.end
            at = child.end
        _ = repr(node)
    visit(file)
    template = parse_template(text)
    assert (template.body is None) == (template.error is not None)
    with suppress(SyntaxError):
        assert parse_expression(text).end <= len(text)


@examples
@given(anything | bodies().map(lambda pair: pair[0]))
def test_skeleton_and_grammar_agree(text: str) -> None:
    extents, error = parse_body(Source("", text))
    if error is None:
        found = skeleton(text)
        assert found is None or found == extents
    else:
        assert parse(text).error is not None


@examples
@given(bodies())
def test_a_random_tree_is_parsed_as_it_was_meant(pair: tuple[str, str]) -> None:
    text, expected = pair
    file = parse(text)
    assert file.error is None, str(file.error)
    assert shape(file.body) == expected
    assert skeleton(text) is not None or any(ord(c) > 127 for c in text)


@examples
@given(expressions)
def test_an_expression_is_the_same_alone_and_in_a_file(pair: tuple[str, str]) -> None:
    text, expected = pair
    assert shape(parse_expression(text)) == expected
    template = parse_template(f"${{{text}}}")
    assert template.body is not None
    assert shape(template.body.parts[0]) == f"${{{expected}}}"


@examples
@given(expressions, st.data())
def test_trivia_between_tokens_keeps_the_nodes(pair: tuple[str, str], data: st.DataObject) -> None:
    text, _ = pair
    before = _leaves(parse_expression(f"({text})"))
    tokens = [token for token in tokenize(f"({text})", Mode.EXPRESSION) if token.kind not in TRIVIA]
    spaced, last = "", ""
    for token in tokens:
        written = f"({text})"[token.start : token.end]
        # Between the tokens of literal text every character counts; words need something between them.
        is_text = token.kind in ("LITERAL", "QUOTE_CLOSE", "INTERPOLATION") or token.kind.startswith("CTRL")
        if not is_text and last not in ("LITERAL", "QUOTE_OPEN"):
            gaps = ["", " ", "\t ", " /* c */ "]
            is_word = re.match(r"[\w\-]", written) and re.search(r"[\w\-]$", spaced)
            spaced += data.draw(st.sampled_from(gaps[1:] if is_word else gaps))
        spaced += written
        last = token.kind
    assert _leaves(parse_expression(spaced)) == before


def _leaves(node: n.Node) -> list[tuple[str, str]]:
    found = []
    for inner in node.walk():
        is_leaf = isinstance(inner, n.Literal | n.Identifier | n.Traversal | n.TemplateLiteral)
        text = re.sub(r"/\* c \*/|\s", "", inner.text) if is_leaf else ""
        found.append((type(inner).__name__, text))
    return found


@examples
@given(st.lists(st.tuples(st.sampled_from(["a = 1", "b {}", 'c "l" {\n d = 1\n}']), any_trivia), max_size=4))
def test_comments_between_items_keep_the_items(pairs: list[tuple[str, str]]) -> None:
    plain = [f"{re.sub('^[a-c]', f'n{i}', item)}" for i, (item, _) in enumerate(pairs)]
    file = parse("".join(f"{gap}{item}\n" for item, (_, gap) in zip(plain, pairs, strict=True)))
    assert file.error is None
    assert [item.text for item in file.body.items] == plain
    comments = comments_within(file.source, 0, len(file.text))
    assert len(comments) == sum("c" in gap or "*" in gap for _, gap in pairs)


@examples
@given(anything | expressions.map(lambda pair: pair[0]) | shortcuts())
def test_fast_paths_equal_the_grammar(text: str) -> None:
    source = Source("", text)
    try:
        slow = drive(source, scan(text, Mode.EXPRESSION), "expression")
    except (UnexpectedToken, SyntaxError):
        slow = None
    try:
        fast = parse_extent(source, 0, len(text))
    except (UnexpectedToken, SyntaxError):
        fast = None
    assert _tree(fast) == _tree(slow)
    assert slow is None or parse_fragment(source, "expression")[0] is not None


def _tree(node: n.Node | None) -> list[tuple[str, int, int]] | None:
    return None if node is None else [(type(inner).__name__, inner.start, inner.end) for inner in node.walk()]
