"""Edited texts: the tree that takes over unchanged blocks is the tree of a text that nobody saw before."""

from __future__ import annotations

from hcl_strategies import FRAGMENTS, bodies, mutated
from hypothesis import given, settings
from hypothesis import strategies as st
from test_syntax_properties import anything, examples

from tffix.errors import SyntaxError  # noqa: A004
from tffix.source import Source
from tffix.syntax import Attribute, Block, ConfigFile, parse
from tffix.syntax import nodes as n
from tffix.syntax.check import parse_body
from tffix.terraform.references import attribute_references

_PLACES = ("start", "end", "name_end", "operator_start", "expr_start", "type_end", "open_brace", "close_brace")


def told(file: ConfigFile) -> list[object]:
    """Everything that a tree says: each node with its places and its names, what it refers to, the errors."""
    found: list[object] = [_plain(file.structure_error), _plain(file.error)]
    for node in file.body.walk():
        assert node.source is file.source
        found.append((type(node), *(getattr(node, name, None) for name in _PLACES)))
        if isinstance(node, Attribute | Block):
            assert any(item is node for item in node.parent.items)
            assert node.parent.parent is None or node.parent.parent.body is node.parent
            found.append(node.name if isinstance(node, Attribute) else (node.type, node.label_values))
        if isinstance(node, Attribute):
            found += [(raw.address, raw.node.span, raw.expression.text) for raw in node.memo(attribute_references)]
    return found


def _plain(error: SyntaxError | None) -> object:
    return error and (error.summary, error.detail, error.start, error.end)


def edited(text: str, data: st.DataObject) -> str:
    begin = data.draw(st.integers(0, len(text)))
    end = min(len(text), begin + data.draw(st.sampled_from([0, 0, 0, 1, 2, 9])))
    return text[:begin] + data.draw(st.sampled_from(("", *FRAGMENTS))) + text[end:]


files = st.lists(bodies().map(lambda pair: pair[0]) | mutated(), min_size=1, max_size=4).map("\n".join)


@settings(examples, max_examples=40)
@given(files, st.data())
def test_the_tree_of_an_edited_text_is_that_of_a_new_one(text: str, data: st.DataObject) -> None:
    file = parse(text)
    for _ in range(data.draw(st.integers(1, 5))):
        if data.draw(st.booleans()):
            assert told(file) == told(parse(file.text))
        text = edited(file.text, data) if data.draw(st.integers(0, 5)) else text
        file = parse(Source("", text), before=file)
    assert told(file) == told(parse(text))


@settings(examples, max_examples=60)
@given(anything | files)
def test_the_grammar_says_the_same_from_the_first_doubt_on(text: str) -> None:
    extents, error = parse_body(Source("", text))
    file = parse(text)
    assert _plain(file.error) == _plain(error)
    if file.structure_error is not None:
        assert file.body._extents == extents


BLOCKS = "".join(
    f'resource "a_b" "r{i}" {{\n  x = [var.v{i}, f(1 + {i})]\n  y {{\n    z = "${{a.b}}"\n  }}\n}}\n' for i in range(5)
)


def test_unchanged_blocks_keep_their_nodes() -> None:
    file = parse(BLOCKS)
    blocks, nodes = file.body.blocks, list(file.body.walk())
    at = BLOCKS.index("f(1 + 2)")
    file = parse(Source("", BLOCKS[:at] + "longer_" + BLOCKS[at:]), before=file)
    assert [one is other for one, other in zip(file.body.blocks, blocks, strict=True)] == [
        True,
        True,
        False,
        True,
        True,
    ]
    assert file.error is None
    kept = [node for node in file.body.walk() if any(node is one for one in nodes)]
    assert all(node.text == BLOCKS[node.start - 7 * (node.start > at) :][: node.end - node.start] for node in kept)


def test_blocks_outlast_a_text_that_does_not_parse() -> None:
    file = parse(BLOCKS)
    blocks = file.body.blocks
    at = BLOCKS.index("f(1 + 2)")
    for typed in ('"', '"x', '"x" {', '"x" +', '"x", '):
        file = parse(Source("", BLOCKS[:at] + typed + BLOCKS[at:]), before=file)
        assert told(file) == told(parse(file.text))
    assert file.error is None
    assert [one is other for one, other in zip(file.body.blocks, blocks, strict=True)] == [
        True,
        True,
        False,
        True,
        True,
    ]


def test_a_file_that_was_given_up_reads_itself_again() -> None:
    file = parse(BLOCKS)
    first = told(file)
    other = parse(Source("", "\n" + BLOCKS), before=file)
    assert told(file) == first
    assert told(other) == told(parse("\n" + BLOCKS))


def test_only_what_was_edited_is_computed_again() -> None:
    asked: list[str] = []

    def ask(attribute: Attribute) -> n.Node:
        asked.append(attribute.name)
        return attribute.expr

    file = parse("a {\n  b = 1\n}\nc {\n  d = 1\n}\n")
    for text in (file.text, file.text.replace("a {", "a {\n\n"), file.text.replace("d = 1", "d = 12")):
        file = parse(Source("", text), before=file)
        assert all(item.memo(ask) is item.expr for block in file.body.blocks for item in block.body.attributes.values())
    assert asked == ["b", "d", "b", "b", "d"]


@settings(examples, max_examples=60)
@given(files, st.data())
def test_what_is_known_to_be_right_changes_nothing_of_what_is_found(text: str, data: st.DataObject) -> None:
    file = parse(text)
    file = parse(Source("", edited(text, data)), before=file)
    other = edited(file.text, data)
    known, new = parse(other, right=file.right_texts), parse(other)
    assert _plain(known.structure_error) == _plain(new.structure_error)
    assert _plain(known.error) == _plain(new.error)
    assert known.sound_until == new.sound_until
