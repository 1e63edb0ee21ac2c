"""Elements of tuples, items of objects, arguments of calls; replacements, names, lost comments."""

from __future__ import annotations

from typing import Any

import pytest
from edit_helpers import edit, lowered

from tffix.edits import Edits, lower, splice
from tffix.errors import EditError
from tffix.syntax import nodes as n
from tffix.syntax.configfile import parse
from tffix.syntax.structure import Body


def value(body: Body) -> Any:
    return body.attributes[next(iter(body.attributes))].expr


APPEND = [
    pytest.param("a = []\n", "a = [x]\n", id="empty"),
    pytest.param("a = [\n]\n", "a = [\n  x,\n]\n", id="empty_of_two_lines"),
    pytest.param("a = [\n  # c\n]\n", "a = [\n  # c\n  x,\n]\n", id="empty_with_a_comment"),
    pytest.param("a = [/* c */]\n", "a = [/* c */ x]\n", id="empty_with_a_block_comment"),
    pytest.param("a = [1]\n", "a = [1, x]\n", id="one_line"),
    pytest.param("a = [1,]\n", "a = [1, x,]\n", id="one_line_with_a_comma"),
    pytest.param("a = [1 /* c */]\n", "a = [1 /* c */, x]\n", id="comment_before_the_bracket"),
    pytest.param("a = [\n  1,\n]\n", "a = [\n  1,\n  x,\n]\n", id="lines_with_a_trailing_comma"),
    pytest.param("a = [\n  1\n]\n", "a = [\n  1,\n  x\n]\n", id="lines_without_a_trailing_comma"),
    pytest.param("a = [\n  1 # c\n]\n", "a = [\n  1, # c\n  x,\n]\n", id="comment_behind_the_last"),
    pytest.param("a = [\n  1 /* c\n  d */\n]\n", "a = [\n  1, /* c\n  d */\n  x,\n]\n", id="comment_that_spans_lines"),
    pytest.param("a = [1,\n  2]\n", "a = [1,\n  2, x]\n", id="bracket_on_the_last_line"),
    pytest.param("a = [\n  <<E\nt\nE\n]\n", "a = [\n  <<E\nt\nE\n  ,\n  x\n]\n", id="behind_a_heredoc"),
    pytest.param("a = f(1)\n", "a = f(1, x)\n", id="argument"),
    pytest.param("a = [\n\t1,\n]\n", "a = [\n\t1,\n\tx,\n]\n", id="tabs"),
    pytest.param("a = [\r\n  1,\r\n]\r\n", "a = [\r\n  1,\r\n  x,\r\n]\r\n", id="crlf"),
]


@pytest.mark.parametrize(("before", "after"), APPEND)
def test_append_element(before: str, after: str) -> None:
    assert edit(before, lambda e, body: e.append_element(value(body), "x")) == after


def test_nothing_follows_an_expanded_last_argument() -> None:
    with pytest.raises(EditError, match=r"last argument"):
        lowered("a = f(b...)\n", lambda e, body: e.append_element(value(body), "x"))


@pytest.mark.parametrize(
    "text", ["a = [1]\n", "a = [1,]\n", "a = [\n  1,\n]\n", "a = [\n  1\n]\n", "a = [\n  1 # c\n]\n"]
)
def test_elements_of_two_fixes_go_in_in_one_pass(text: str) -> None:
    made = {
        e for new in "yx" for e in lowered(text, lambda e, body, new=new: e.append_element(value(body), new))[1].edits
    }  # type: ignore[misc]
    items = parse(splice(text, made)).body["a"].expr
    assert isinstance(items, n.TupleCons)
    assert [item.text for item in items.items] == ["1", "x", "y"]


SET = [
    pytest.param("a = {}\n", "a = { x = 1 }\n", id="empty"),
    pytest.param("a = { b = 2 }\n", "a = { b = 2, x = 1 }\n", id="one_line"),
    pytest.param("a = {\n  bcd = 2\n}\n", "a = {\n  bcd = 2\n  x   = 1\n}\n", id="lines"),
    pytest.param("a = {\n  b = 2,\n}\n", "a = {\n  b = 2,\n  x = 1,\n}\n", id="lines_with_commas"),
    pytest.param(
        "a = {\n  b = 2,\n  c = 3\n}\n", "a = {\n  b = 2,\n  c = 3,\n  x = 1\n}\n", id="commas_but_for_the_last"
    ),
    pytest.param('a = {\n  "b" = 2\n}\n', 'a = {\n  "b" = 2\n  "x" = 1\n}\n', id="quoted_keys"),
    pytest.param('a = {\n  "b" : 2\n}\n', 'a = {\n  "b" : 2\n  "x" : 1\n}\n', id="colons_set_off"),
    pytest.param('a = {\n  "b": 2\n}\n', 'a = {\n  "b": 2\n  "x": 1\n}\n', id="colons"),
    pytest.param("a = {\n  b = 2\n  # end\n}\n", "a = {\n  b = 2\n  x = 1\n  # end\n}\n", id="comment_at_the_end"),
    pytest.param('a = { "x" = 2 }\n', 'a = { "x" = 1 }\n', id="there_under_a_quoted_key"),
    pytest.param("a = { x = 1 }\n", "a = { x = 1 }\n", id="there_with_that_value"),
]


@pytest.mark.parametrize(("before", "after"), SET)
def test_set_item(before: str, after: str) -> None:
    assert edit(before, lambda e, body: e.set_item(value(body), "x", "1")) == after


def test_a_heredoc_in_a_one_line_object_takes_the_place_of_the_comma() -> None:
    after = edit("a = { x = 1, b = 2 }\n", lambda e, body: e.set_item(value(body), "x", "<<E\nt\nE"))
    assert after == "a = { x = <<E\nt\nE\nb = 2 }\n"


REMOVE = [
    pytest.param("a = [x]\n", [0], "a = []\n", id="the_only_one"),
    pytest.param("a = [\n  x,\n]\n", [0], "a = []\n", id="the_only_one_on_lines"),
    pytest.param("a = [\n  # c\n\n  x,\n]\n", [0], "a = [\n  # c\n]\n", id="the_only_one_below_a_comment"),
    pytest.param("a = [x, 1, 2]\n", [0], "a = [1, 2]\n", id="first"),
    pytest.param("a = [1, x, 2]\n", [1], "a = [1, 2]\n", id="middle"),
    pytest.param("a = [1, 2, x]\n", [2], "a = [1, 2]\n", id="last"),
    pytest.param("a = [1, 2, x,]\n", [2], "a = [1, 2,]\n", id="last_with_a_comma"),
    pytest.param("a = [1, 2, x]\n", [1, 2], "a = [1]\n", id="last_two"),
    pytest.param("a = [1, 2, x]\n", [0, 2], "a = [2]\n", id="both_ends"),
    pytest.param("a = [1, 2, x]\n", [0, 1, 2], "a = []\n", id="all"),
    pytest.param("a = [x, /* b */ b]\n", [0], "a = [/* b */ b]\n", id="not_the_comment_of_the_next"),
    pytest.param("a = [\n  1, # c\n  x, # d\n]\n", [1], "a = [\n  1, # c\n]\n", id="line_with_its_comment"),
    pytest.param("a = [\n  1,\n  x\n]\n", [1], "a = [\n  1,\n]\n", id="last_line"),
    pytest.param("a = [\n  1, x,\n  2,\n]\n", [1], "a = [\n  1,\n  2,\n]\n", id="last_on_its_line"),
    pytest.param(
        "a = [\n  1, x, # c\n  2,\n]\n", [1], "a = [\n  1, # c\n  2,\n]\n", id="last_on_its_line_with_a_comment"
    ),
    pytest.param("a = [1, # c\n  x]\n", [1], "a = [1, # c\n]\n", id="bracket_stays_below_a_line_comment"),
    pytest.param("a = { b = 1, c = 2 }\n", [0], "a = { c = 2 }\n", id="object"),
    pytest.param("a = {\n  b = 1\n  c = 2\n}\n", [1], "a = {\n  b = 1\n}\n", id="object_of_lines"),
    pytest.param("a = f(1, x...)\n", [1], "a = f(1)\n", id="expanded_argument"),
]


@pytest.mark.parametrize(("before", "which", "after"), REMOVE)
def test_remove_element(before: str, which: list[int], after: str) -> None:
    def ask(edits: Edits, body: Body) -> None:
        container = value(body)
        parts = container.arguments if isinstance(container, n.FunctionCall) else container.items
        for index in which:
            edits.remove_element(container, parts[index])

    assert edit(before, ask) == after


def test_what_is_added_takes_the_place_of_a_removed_last_element() -> None:
    after = edit(
        "a = [x]\n", lambda e, b: (e.remove_element(value(b), value(b).items[0]), e.append_element(value(b), "y"))
    )
    assert after == "a = [y]\n"


def test_replace_keeps_nodes_and_the_edits_inside_them() -> None:
    def ask(edits: Edits, body: Body) -> None:
        call = value(body)
        edits.replace(call, "g(", call.arguments[0], ")")
        edits.rename(call.arguments[0].steps[1], "new")

    assert edit("a = f(var.old, 1) # c\n", ask) == "a = g(var.new) # c\n"


def test_replacements_around_nested_nodes_nest() -> None:
    def ask(edits: Edits, body: Body) -> None:
        outer = value(body)
        edits.replace(outer.left, "g(", outer.left, ")")
        edits.replace(outer, "f(", outer, ")")

    assert edit("a = x + 1\n", ask) == "a = f(g(x) + 1)\n"


def test_a_bracket_behind_a_kept_heredoc_goes_on_a_line_of_its_own() -> None:
    text = "b {\n  a = <<E\nt\nE\n}\n"
    after = edit(text, lambda e, body: e.replace(value(body.blocks[0].body), "f(", value(body.blocks[0].body), ")"))
    assert after == "b {\n  a = f(<<E\nt\nE\n  )\n}\n"


def test_new_lines_are_indented_and_text_of_heredocs_is_not() -> None:
    text = "b {\n\ta = 1\n}\n"
    new = "f(\n  <<E\n  t\nE\n  ,\n  <<-E\n    t\n\n    u\n  E\n)"
    after = edit(text, lambda e, body: e.replace(value(body.blocks[0].body), new))
    assert after == "b {\n\ta = f(\n\t\t<<E\n  t\nE\n\t\t,\n\t\t<<-E\n\t    t\n\n\t    u\n\t\tE\n\t)\n}\n"


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("a = [ # c\n  1\n]\n", True),
        ('a = ["# c", 1]\n', False),
        ('a = "http://x"\n', False),
        ("a = <<E\n# t\nE\n", False),
        ("a = 1 # c\n", False),
    ],
)
def test_a_comment_is_lost_only_where_one_was(text: str, dropped: bool) -> None:
    assert lowered(text, lambda e, body: e.set_attribute(body, "a", "2"))[1].drops_comment is dropped


def test_a_comment_in_a_kept_part_or_said_again_is_not_lost() -> None:
    text = "a = f([ # c\n  1\n])\n"
    assert not lowered(text, lambda e, b: e.replace(value(b), "g(", value(b).arguments[0], ")"))[1].drops_comment
    assert not lowered(text, lambda e, b: e.replace(value(b), "[ # c\n  2\n]"))[1].drops_comment
    assert lowered(text, lambda e, b: e.replace(value(b), "[ # d\n  2\n]"))[1].drops_comment


def test_rename_quotes_what_is_no_identifier_where_that_is_possible() -> None:
    text = 'r "a" b {\n  c = 1\n}\n'
    assert edit(text, lambda e, b: e.rename(b.blocks[0].labels[0], 'x"y')) == 'r "x\\"y" b {\n  c = 1\n}\n'
    assert edit(text, lambda e, b: e.rename(b.blocks[0].labels[1], "x y")) == 'r "a" "x y" {\n  c = 1\n}\n'
    with pytest.raises(EditError, match="not a name"):
        lowered(text, lambda e, b: e.rename(b.blocks[0], "x y"))
    assert edit(text, lambda e, b: e.rename(b.blocks[0].body["c"], "longer")) == 'r "a" b {\n  longer = 1\n}\n'


def test_a_comment_that_moves_to_another_file_is_not_dropped() -> None:
    one, other = parse("# c\na = 1\n", "one.tf"), parse("b = 1\n", "other.tf")
    edits = Edits()
    edits.remove(one.body["a"])
    assert lower(edits.semantic).drops_comment
    edits.append(other.body, "# c\na = 1")
    assert not lower(edits.semantic).drops_comment
