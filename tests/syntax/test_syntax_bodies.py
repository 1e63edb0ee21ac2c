"""Files: attributes, blocks, labels, comments and line endings in every place; each text has an honest name."""

from __future__ import annotations

import pytest
from syntax_helpers import body, shape

from tffix.source import Source
from tffix.syntax import Attribute, Block, parse, tokenize
from tffix.syntax.check import parse_body
from tffix.syntax.skeleton import Extent, skeleton

VALID = {
    "empty_file": ("", ""),
    "only_a_comment_without_newline": ("# a", ""),
    "only_blanks": (" \t \n  ", ""),
    "byte_order_mark": ("\ufeffa = 1\n", "a=1"),
    "byte_order_mark_alone": ("\ufeff", ""),
    "no_final_newline": ("a = 1", "a=1"),
    "no_final_newline_after_a_block": ("a {\n}", "a{}"),
    "crlf": ("a = 1\r\nb {\r\n  c = [\r\n    1,\r\n  ]\r\n}\r\n", "a=1; b{c=(TupleCons 1)}"),
    "tabs": ("b {\n\tc\t=\t1\n}\n", "b{c=1}"),
    "no_spaces_at_all": ('b"x"{\na=1\n}\n', "b x{a=1}"),
    "spacious_spaces": ('  b   "x"    y   {   \n   a    =   1   \n   }   \n', "b x y{a=1}"),
    "labels_of_both_kinds": ('resource "a" b {}\n', "resource a b{}"),
    "label_with_escapes": (r'b "a\"\u00e9\\" {}' + "\n", 'b a"é\\{}'),
    "label_with_a_dollar": ('b "a$b%c" {}\n', "b a$b%c{}"),
    "empty_label": ('b "" {}\n', "b {}"),
    "one_line_block": ("b { a = 1 }\n", "b{a=1}"),
    "one_line_block_with_object": ("b { a = { c = 1 } }\n", "b{a=(ObjectCons (ObjectItem c 1))}"),
    "empty_block": ("b {}\nc { }\n", "b{}; c{}"),
    "comment_in_an_empty_block": ("b { /* nothing */ }\n", "b{}"),
    "blocks_inside_blocks": ("a {\n b {\n  c {\n  }\n }\n}\n", "a{b{c{}}}"),
    "keywords_as_attribute_names": (
        "for = 1\nif = 2\nin = 3\nnull = 4\ntrue = 5\nelse = 6\n",
        "for=1; if=2; in=3; null=4; true=5; else=6",
    ),
    "keywords_as_block_types": ('for {\n for = 1\n}\nif "x" {}\n', "for{for=1}; if x{}"),
    "dash_in_a_name": ("a-b = c-d\n", "a-b=c-d"),
    "unicode_names": ("größe = 1\n名前 {\n  ñ-1 = 2\n}\n", "größe=1; 名前{ñ-1=2}"),
    "comments_of_every_form": ("# a\n// b\n/* c\n d */\nx = 1 # e\ny = 2 // f\nz = 3 /* g */\n", "x=1; y=2; z=3"),
    "comment_between_label_and_brace": ('b /* x */ "l" /* y */ { # z\n}\n', "b l{}"),
    "comment_before_and_after_equals": ("a /* x */ = /* y */ 1\n", "a=1"),
    "comment_over_lines_inside_a_line": ("a = /* x\n */ 1\n", "a=1"),
    "comment_over_lines_is_no_newline": ("a = 1 /*\n*/\nb = 2\n", "a=1; b=2"),
    "comment_with_braces_and_quotes": ('# } " ${\nb {\n /* } */ a = 1 // "\n}\n', "b{a=1}"),
    "comment_with_an_opening_inside": ("/* a /* b */\nc = 1\n", "c=1"),
    "comment_of_stars": ("/***/\n/**/a = 1 /****/\n", "a=1"),
    "brace_in_a_string": ('b {\n a = "}"\n c = "{"\n}\n', 'b{a="}"; c="{"}'),
    "brace_in_a_heredoc": ("b {\n a = <<A\n}\nA\n}\n", "b{a=(<<A '}\\n')}"),
    "quote_in_a_comment_in_brackets": ('a = [ # "\n 1 ]\n', "a=(TupleCons 1)"),
    "brackets_four_deep": ("a = [[[[1]]]]\n", "a=(TupleCons (TupleCons (TupleCons (TupleCons 1))))"),
    "heredoc_in_brackets": ("a = [<<A\n]\nA\n, 1]\nb = 2\n", "a=(TupleCons (<<A ']\\n') 1); b=2"),
    "heredoc_marker_after_blanks": ("a = <<A\nx\n  A  \nb = 1\n", "a=(<<A 'x\\n'); b=1"),
    "division_is_no_comment": ("a = b / c\nd = e /f\n", "a=(/ b c); d=(/ e f)"),
    "less_than_is_no_heredoc": ("a = b < c\nd = e <f\n", "a=(< b c); d=(< e f)"),
    "equality_after_equals": ("a = b == c\n", "a=(== b c)"),
    "conditional_in_a_block": ('b {\n a = var.x ? "y" : "z"\n}\n', 'b{a=(Conditional var.x "y" "z")}'),
    "template_with_quotes_inside": ('a = "${f("b")} ${g["c"]}"\n', 'a="${f("b")}| |${g["c"]}"'),
    "template_with_an_object_inside": (
        'a = "${f({ b = "}" })}"\nc = 1\n',
        'a="${f((ObjectCons (ObjectItem b "}")))}"; c=1',
    ),
    "undecodable_byte_in_a_comment": ("# \udcff\na = 1\n", "a=1"),
}


def extents(text: str) -> list[Extent]:
    found, error = parse_body(Source("", text))
    assert error is None
    return found


@pytest.mark.parametrize(("text", "expected"), VALID.values(), ids=VALID.keys())
def test_tree(text: str, expected: str) -> None:
    assert body(text) == expected


@pytest.mark.parametrize(("text", "_"), VALID.values(), ids=VALID.keys())
def test_skeleton_and_grammar_agree(text: str, _: str) -> None:
    found = skeleton(text)
    assert found is None or found == extents(text)


@pytest.mark.parametrize(("text", "_"), VALID.values(), ids=VALID.keys())
def test_tokens_are_the_text(text: str, _: str) -> None:
    assert "".join(text[token.start : token.end] for token in tokenize(text)) == text
    assert str(parse(text)) == text


def test_intervals_of_a_block() -> None:
    text = 'a "b" c { # d\n  e = 1 # f\n}\n'
    block = parse(text).body.blocks[0]
    assert (block.type, block.label_values) == ("a", ("b", "c"))
    assert [label.text for label in block.labels] == ['"b"', "c"]
    assert text[block.open_brace] == "{"
    assert text[block.close_brace] == "}"
    assert text[slice(*block.header_span)] == 'a "b" c'
    assert block.text == text[:-1]
    assert block.body.text == " # d\n  e = 1 # f\n"
    attribute = block.body["e"]
    assert (attribute.text, attribute.expr_text, attribute.expr.text) == ("e = 1", "1", "1")
    assert attribute.parent is block.body
    assert block.body.parent is block


def test_a_body_is_asked_by_name() -> None:
    file = parse("a = 1\nb {}\nc {}\nb {}\n")
    assert file.body["a"] is file.body.get("a")
    assert "a" in file.body
    assert "b" not in file.body
    assert file.body.get("z") is None
    with pytest.raises(KeyError):
        file.body["z"]
    assert [block.type for block in file.body.blocks] == ["b", "c", "b"]
    assert len(file.body.blocks_of("b")) == 2


def test_items_come_in_source_order() -> None:
    file = parse("a = 1\nb {\n c = 2\n d {\n e = 3\n}\n}\nf = 4\n")
    names = [item.name if isinstance(item, Attribute) else item.type for item in file.body.all_items()]
    assert names == ["a", "b", "c", "d", "e", "f"]
    assert [item.name for item in file.body.all_attributes()] == ["a", "c", "e", "f"]


def test_is_one_line() -> None:
    file = parse("a { b = 1 }\nc {\n}\n")
    assert [block.is_one_line for block in file.body.blocks] == [True, False]


def test_the_blocks_before_an_error_are_read() -> None:
    file = parse("a {\n  b = 1\n}\nc {\n  d = = 2\n}\n")
    assert file.structure_error is None or next(shape(item) for item in file.body.items) == "a{b=1}"
    assert file.error is not None
    broken = parse("a {\n  b = 1\n}\nc d e\n")
    assert broken.structure_error is not None
    assert [shape(item) for item in broken.body.items] == ["a{b=1}"]


def test_an_expression_that_does_not_parse_leaves_the_others_alone() -> None:
    file = parse("a = 1 +\nb = 2\n")
    assert [type(item.expr).__name__ for item in file.body.all_attributes()] == ["InvalidExpression", "Literal"]
    assert file.error is not None
    assert file.source.position(file.error.start).line == 1


def test_reprs_are_short() -> None:
    file = parse(Source("main.tf", 'a "b" {\n  c = 1\n}\n'))
    block = file.body.blocks[0]
    assert isinstance(block, Block)
    assert repr(block) == "<Block a b at main.tf:0>"
    assert repr(block.body["c"]) == "<Attribute c at main.tf:10>"
    assert repr(block.body["c"].expr) == "<Literal main.tf:14-15 '1'>"
