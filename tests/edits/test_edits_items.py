"""Setting, inserting, appending and removing attributes and blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from edit_helpers import edit, lowered

from tffix.edits import Edits, lower, splice
from tffix.edits.layout import tidy
from tffix.errors import EditError
from tffix.syntax.configfile import parse
from tffix.syntax.structure import Block, Body


def first(body: Body) -> Block:
    return body.blocks[0]


SET = [
    pytest.param("b {}\n", "b {\n  x = 1\n}\n", id="empty_one_line_block"),
    pytest.param("b { }\n", "b {\n  x = 1\n}\n", id="empty_one_line_block_with_a_blank"),
    pytest.param("b {\n}\n", "b {\n  x = 1\n}\n", id="empty_block"),
    pytest.param('b "l" { a = 1 }\n', 'b "l" {\n  a = 1\n  x = 1\n}\n', id="one_line_block_with_a_label"),
    pytest.param("b { a = 1 }", "b {\n  a = 1\n  x = 1\n}", id="one_line_block_at_the_end_without_newline"),
    pytest.param("b { a = 1 } # c\n", "b {\n  a = 1\n  x = 1\n} # c\n", id="one_line_block_with_a_comment_behind"),
    pytest.param("b {a = 1}\n", "b {\n  a = 1\n  x = 1\n}\n", id="one_line_block_without_blanks"),
    pytest.param(
        "b { /* c */ a = 1 /* d */ }\n",
        "b {\n  /* c */ a = 1 /* d */\n  x         = 1\n}\n",
        id="one_line_block_with_comments",
    ),
    pytest.param("b { a = [\n1\n] }\n", "b {\n  a = [\n1\n]\n  x = 1\n}\n", id="one_line_block_with_a_value_of_lines"),
    pytest.param("b {\n\ta = 1\n}\n", "b {\n\ta = 1\n\tx = 1\n}\n", id="tabs"),
    pytest.param("b {\n    a = 1\n}\n", "b {\n    a = 1\n    x = 1\n}\n", id="four_blanks"),
    pytest.param("b {\r\n  a = 1\r\n}\r\n", "b {\r\n  a = 1\r\n  x = 1\r\n}\r\n", id="crlf"),
    pytest.param("\ufeffb {\n}\n", "\ufeffb {\n  x = 1\n}\n", id="byte_order_mark"),
    pytest.param("b {\n  a = 1 # c\n}\n", "b {\n  a = 1 # c\n  x = 1\n}\n", id="trailing_comment"),
    pytest.param("b {\n  a = 1 /* c\n d */\n}\n", "b {\n  a = 1 /* c\n d */\n  x = 1\n}\n", id="comment_spans_lines"),
    pytest.param("b {\n  abc = 1\n\n  d = 2\n}\n", "b {\n  abc = 1\n  x   = 1\n\n  d = 2\n}\n", id="first_paragraph"),
    pytest.param("b {\n  a = <<E\nt\nE\n}\n", "b {\n  a = <<E\nt\nE\n  x = 1\n}\n", id="behind_a_heredoc"),
    pytest.param("b {\n  count = 2\n}\n", "b {\n  count = 2\n\n  x = 1\n}\n", id="not_right_behind_count"),
    pytest.param(
        "b {\n  count = 2\n\n  a = 1\n}\n",
        "b {\n  count = 2\n\n  a = 1\n  x = 1\n}\n",
        id="in_the_paragraph_after_count",
    ),
    pytest.param(
        "b {\n  a = 1\n  tags = {\n    k = 1\n  }\n}\n",
        "b {\n  a = 1\n  x = 1\n  tags = {\n    k = 1\n  }\n}\n",
        id="above_a_value_of_lines",
    ),
    pytest.param("b {\n  c {\n  }\n}\n", "b {\n  x = 1\n\n  c {\n  }\n}\n", id="above_nested_blocks"),
    pytest.param("b { # c\n  c {}\n}\n", "b { # c\n  x = 1\n\n  c {}\n}\n", id="header_with_a_comment"),
    pytest.param("b {\n  # nothing yet\n}\n", "b {\n  # nothing yet\n\n  x = 1\n}\n", id="only_a_comment"),
]


@pytest.mark.parametrize(("before", "after"), SET)
def test_set_attribute_adds(before: str, after: str) -> None:
    assert edit(before, lambda e, body: e.set_attribute(first(body), "x", "1")) == after


def test_set_attribute_in_a_nested_one_line_block_keeps_tabs() -> None:
    after = edit("b {\n\tc { a = 1 }\n}\n", lambda e, body: e.set_attribute(first(first(body).body), "x", "1"))
    assert after == "b {\n\tc {\n\t\ta = 1\n\t\tx = 1\n\t}\n}\n"


VALUES = [
    pytest.param("a = 1 # c\n", "2", "a = 2 # c\n", id="keeps_the_comment"),
    pytest.param("a = 1 # c\n", "<<E\nt\nE", "a = <<E\nt\nE\n# c\n", id="heredoc_above_the_comment"),
    pytest.param("a = 1", "<<E\nt\nE", "a = <<E\nt\nE\n", id="heredoc_at_the_end_needs_a_newline"),
    pytest.param("a = <<E\nt\nE\n", "1", "a = 1\n", id="in_the_place_of_a_heredoc"),
    pytest.param("a = 1\r\n", "[\n  1,\n]", "a = [\r\n  1,\r\n]\r\n", id="crlf"),
    pytest.param("aa = 1\nb  = 2\n", "[\n  1,\n]", "aa = [\n  1,\n]\nb = 2\n", id="the_run_is_split"),
    pytest.param("aa = [\n  1,\n]\nb = 2\n", "1", "aa = 1\nb  = 2\n", id="the_run_is_joined"),
]


@pytest.mark.parametrize(("before", "value", "after"), VALUES)
def test_set_attribute_replaces(before: str, value: str, after: str) -> None:
    assert edit(before, lambda e, body: e.set_attribute(body, body.items[0].name, value)) == after  # type: ignore[union-attr]


def test_a_heredoc_opens_a_one_line_block() -> None:
    after = edit("b { a = 1 /* c */ }\n", lambda e, body: e.set_attribute(first(body), "a", "<<-E\n  t\nE"))
    assert after == "b {\n  a = <<-E\n    t\n  E\n  /* c */\n}\n"


REMOVE = [
    pytest.param("x = 1\n", "", id="the_only_one_of_a_file"),
    pytest.param("# c\nx = 1\n", "", id="the_only_one_with_its_comment"),
    pytest.param("# c\n\nx = 1\n", "# c\n", id="a_detached_comment_stays"),
    pytest.param("a = 1\n\nx = 1\n\nb = 2\n", "a = 1\n\nb = 2\n", id="between_blank_lines"),
    pytest.param("a = 1\nx = 1\n\nb = 2\n", "a = 1\n\nb = 2\n", id="last_of_a_paragraph"),
    pytest.param("a = 1\n\nx = 1\nb = 2\n", "a = 1\n\nb = 2\n", id="first_of_a_paragraph"),
    pytest.param("a = 1\n\nx = 1\n", "a = 1\n", id="last_of_a_file"),
    pytest.param("a = 1\n\nx = 1", "a = 1\n", id="last_of_a_file_without_newline"),
    pytest.param("x = 1\n\na = 1\n", "a = 1\n", id="first_of_a_file"),
    pytest.param("\ufeffx = 1\na = 1\n", "\ufeffa = 1\n", id="first_behind_a_byte_order_mark"),
    pytest.param("# group\nx = 1\na = 1\n", "# group\na = 1\n", id="a_comment_that_heads_a_group_stays"),
    pytest.param("a = 1\n# about x\nx = 1\n", "a = 1\n# about x\n", id="a_comment_inside_a_group_stays"),
    pytest.param("a = 1\n\n# about x\nx = 1\n\nb = 1\n", "a = 1\n\nb = 1\n", id="with_its_comment_between_blank_lines"),
    pytest.param("x = 1 # c\na = 1\n", "a = 1\n", id="with_the_comment_on_its_line"),
    pytest.param("x = 1 /* c\n d */\na = 1\n", "a = 1\n", id="with_the_comment_that_spans_lines"),
    pytest.param("/* c\n */ x = 1\na = 1\n", "a = 1\n", id="with_the_comment_before_it_on_its_line"),
    pytest.param("x = <<E\nt\nE\na = 1\n", "a = 1\n", id="a_heredoc"),
    pytest.param("a = 1\r\n\r\nx = 1\r\n\r\nb = 2\r\n", "a = 1\r\n\r\nb = 2\r\n", id="crlf"),
    pytest.param("aaa = 1\nx   = 2\nlonger = 3\n", "aaa = 1\nlonger = 3\n", id="not_in_columns"),
    pytest.param("a      = 1\nlonger = 2\nx      = 3\n", "a      = 1\nlonger = 2\n", id="in_columns"),
]


@pytest.mark.parametrize(("before", "after"), REMOVE)
def test_remove(before: str, after: str) -> None:
    assert edit(before, lambda e, body: e.remove(body["x"])) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("b { x = 1 }\n", "b {}\n", id="one_line_block"),
        pytest.param("b { /* c */ x = 1 }\n", "b { /* c */ }\n", id="one_line_block_with_a_comment"),
        pytest.param("b {\n  x = 1\n}\n", "b {}\n", id="only_item"),
        pytest.param("b {\n\n  x = 1\n\n}\n", "b {}\n", id="only_item_between_blank_lines"),
        pytest.param("b {\n  a = 1\n\n  x = 1\n}\n", "b {\n  a = 1\n}\n", id="last_item"),
        pytest.param("b {\n  x = 1\n\n  c {\n  }\n}\n", "b {\n  c {\n  }\n}\n", id="first_item"),
    ],
)
def test_remove_in_a_block(before: str, after: str) -> None:
    assert edit(before, lambda e, body: e.remove(first(body).body["x"])) == after


def test_a_whole_group_goes_with_its_comment() -> None:
    text = "z = 0\n\n# group\na = 1\nb = 2\n\nc = 3\n"
    assert edit(text, lambda e, body: (e.remove(body["a"]), e.remove(body["b"]))) == "z = 0\n\nc = 3\n"


def test_neighbouring_paragraphs_can_be_removed_together() -> None:
    text = "b {\n  a = 1\n\n  x = 2\n\n  y = 3\n}\n"
    after = edit(text, lambda e, body: (e.remove(first(body).body["x"]), e.remove(first(body).body["y"])))
    assert after == "b {\n  a = 1\n}\n"


def test_what_is_inserted_at_a_removed_item_takes_its_place() -> None:
    text = "# about a\na = 1 # c\n\nz = 2\n"
    assert edit(text, lambda e, body: (e.remove(body["a"]), e.insert_after(body["a"], "b = 3"))) == (
        "# about a\nb = 3 # c\n\nz = 2\n"
    )


def test_an_edit_inside_a_removed_block_is_moot() -> None:
    text = "b {\n  a = 1\n}\n\nc {}\n"
    assert edit(text, lambda e, body: (e.remove(first(body)), e.set_attribute(first(body), "a", "2"))) == "c {}\n"


INSERT = [
    pytest.param("after", "a = 1\nb = 2\n", "x = 3", "a = 1\nx = 3\nb = 2\n", id="attribute_after"),
    pytest.param("after", "a = 1", "x = 3", "a = 1\nx = 3\n", id="after_the_last_line_without_newline"),
    pytest.param("after", "a = 1", "x = <<E\nt\nE", "a = 1\nx = <<E\nt\nE\n", id="heredoc_at_the_end"),
    pytest.param("after", "a = 1\nb = 2\n", "x {\n}", "a = 1\n\nx {\n}\n\nb = 2\n", id="block_between_attributes"),
    pytest.param("after", "a {\n}\n\nb {\n}\n", "x {\n}", "a {\n}\n\nx {\n}\n\nb {\n}\n", id="block_between_blocks"),
    pytest.param("after", "a = 1 # c\n# d\nb = 2\n", "x = 3", "a = 1 # c\nx = 3\n# d\nb = 2\n", id="above_a_comment"),
    pytest.param("before", "# c\na = 1\n", "x = 3", "x = 3\n# c\na = 1\n", id="above_the_comment_that_is_owned"),
    pytest.param("before", "# c\n\na = 1\n", "x = 3", "# c\n\nx = 3\na = 1\n", id="below_the_comment_that_is_not"),
    pytest.param(
        "before", "/* c\n */ a = 1\n", "x = 3", "x          = 3\n/* c\n */ a = 1\n", id="comment_that_ends_on_the_line"
    ),
    pytest.param("before", "\ufeffa = 1\n", "x = 3", "\ufeffx = 3\na = 1\n", id="behind_the_byte_order_mark"),
    pytest.param("before", "a {\n}\n", "x {\n}", "x {\n}\n\na {\n}\n", id="block_before_block"),
    pytest.param("after", "a = 1\r\n", "x = 3", "a = 1\r\nx = 3\r\n", id="crlf"),
]


@pytest.mark.parametrize(("where", "before", "new", "after"), INSERT)
def test_insert(where: str, before: str, new: str, after: str) -> None:
    assert edit(before, lambda e, body: getattr(e, f"insert_{where}")(body.items[0], new)) == after


APPEND = [
    pytest.param("", "x {\n}", "x {\n}\n", id="empty_file"),
    pytest.param("\ufeff", "x {\n}", "\ufeffx {\n}\n", id="file_of_a_byte_order_mark"),
    pytest.param("a {}\n\n# end\n", "x {\n}", "a {}\n\n# end\n\nx {\n}\n", id="behind_comments_at_the_end"),
    pytest.param("a {}\n# end", "x {\n}", "a {}\n# end\n\nx {\n}\n", id="behind_a_last_comment_without_newline"),
    pytest.param("a = 1\n", "x = 2", "a = 1\nx = 2\n", id="attribute_below_attribute"),
    pytest.param("a {}\n\n\n", "x {\n}", "a {}\n\nx {\n}\n\n\n", id="blank_lines_at_the_end_stay_there"),
]


@pytest.mark.parametrize(("before", "new", "after"), APPEND)
def test_append_to_a_file(before: str, new: str, after: str) -> None:
    assert edit(before, lambda e, body: e.append(body, new)) == after


def test_append_to_a_block_goes_behind_its_comments() -> None:
    text = "b {\n  a = 1\n  # end\n}\n"
    assert edit(text, lambda e, body: e.append(first(body), "x = 2")) == "b {\n  a = 1\n  # end\n\n  x = 2\n}\n"


def test_appends_stay_in_the_order_asked_for() -> None:
    after = edit("", lambda e, body: (e.append(body, "z {}"), e.append(body, "a {}"), e.append(body, "m {}")))
    assert after == "z {}\n\na {}\n\nm {}\n"


def test_attributes_of_two_fixes_go_into_a_one_line_block_in_one_pass() -> None:
    file = parse("b { a = 1 }\n", "main.tf")
    made = set()
    for name in ("y", "x"):
        made |= set(lowered(file.text, lambda e, body, name=name: e.set_attribute(first(body), name, "1"))[1].edits)  # type: ignore[misc]
    assert splice(file.text, made) == "b {\n  a = 1\n  x = 1\n  y = 1\n}\n"
    assert tidy(file, sorted(made, key=lambda e: e.text)).text == splice(file.text, made)


@pytest.mark.parametrize(
    "ask",
    [
        lambda e, body: e.set_attribute(first(body), "x", "2"),
        lambda e, body: e.append(first(body), "x = 2"),
        lambda e, body: e.insert_after(first(body).body.items[0], "x = 2", is_set_off=True),
        lambda e, body: e.insert_before(first(body).body.items[0], "x = 2"),
    ],
)
def test_a_new_attribute_has_one_key_however_it_is_put_in(ask: Callable[[Edits, Body], object]) -> None:
    (new,) = [one for one in lowered("b {\n  a = 1\n}\n", ask)[1].edits if "x" in one.text]
    assert new.key == ("attribute", "3", "x"), "of two fixes that bring it, one waits"


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "last"])
def test_what_is_set_off_comes_behind_others(is_first: bool) -> None:
    def ask(edits: Edits, body: Body) -> None:
        block = first(body)
        if is_first:
            edits.insert_after(block.body.items[-1], "x = 2", is_set_off=True)
        edits.set_attribute(block, "y", "3")
        edits.append(block, "c {\n}")
        if not is_first:
            edits.insert_after(block.body.items[-1], "x = 2", is_set_off=True)

    assert edit("b {\n  a = 1\n}\n", ask) == "b {\n  a = 1\n  y = 3\n\n  c {\n  }\n\n  x = 2\n}\n"


def test_equal_edits_of_two_fixes_are_equal() -> None:
    def ask(edits: Edits, body: Body) -> None:
        edits.set_attribute(body, "a", "2")
        edits.append(body, "x {\n}")

    assert lowered("a = 1\n", ask)[1].edits == lowered("a = 1\n", ask)[1].edits


def test_two_values_for_one_attribute_are_a_contradiction() -> None:
    with pytest.raises(EditError, match="overlap"):
        lowered("a = 1\n", lambda e, body: (e.set_attribute(body, "a", "2"), e.set_attribute(body, "a", "3")))
    with pytest.raises(EditError, match="overlap"):
        lowered("a = 1\n", lambda e, body: (e.set_attribute(body, "b", "2"), e.set_attribute(body, "b", "3")))


def test_new_block_goes_below_the_header_of_a_file() -> None:
    file = parse('# main.tf - all of it\n# by hand\n# =====\n# VARIABLES\n# =====\nvariable "a" {}\n', "main.tf")
    edits = Edits()
    edits.prepend(file, 'provider "aws" {\n  alias = "x"\n}')
    after = tidy(file, lower(edits.semantic).edits).text
    assert after == (
        '# main.tf - all of it\n# by hand\n\nprovider "aws" {\n  alias = "x"\n}\n\n'
        '# =====\n# VARIABLES\n# =====\nvariable "a" {}\n'
    )


def test_header_of_a_file_stays_when_its_first_item_goes() -> None:
    file = parse('# main.tf\nvariable "a" {}\n\nvariable "b" {}\n', "main.tf")
    edits = Edits()
    edits.remove(file.body.items[0])
    assert tidy(file, lower(edits.semantic).edits).text == '# main.tf\n\nvariable "b" {}\n'


def test_text_is_written_to_the_letter() -> None:
    text = 'a {\r\n  b = "x"\r\n}\r\n'

    def ask(edits: Edits, body: Body) -> None:
        value = first(body).body["b"].expr
        edits.replace_text(value, "[\n      1\n ]")

    assert splice(text, lowered(text, ask)[1].edits) == "a {\r\n  b = [\r\n      1\r\n ]\r\n}\r\n"


RULED = "# ---\n# Queues\n# ---\n"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param("@# ---\n# Variables\n# ---\n\n", RULED, id="banner_of_a_section"),
        pytest.param("@# ---\n# Variables\n# ---\n# The first\n", RULED, id="banner_and_comment"),
        pytest.param("# ---\n# All of it\n# ---\n\n@# ---\n# Variables\n# ---\n\n", RULED, id="title_and_banner"),
        pytest.param("@# ===\n# Variables\n# ===\n\n# ---\n# Names\n# ---\n\n", f"# ===\n\n{RULED}", id="two_levels"),
        pytest.param("# ===\n# main.tf\n# ===\n\n@# --- Names ---\n", RULED, id="framed_name_of_the_file"),
        pytest.param("# ===\n# All of it\n# ===\n\n@", RULED, id="title_like_no_other"),
        pytest.param("@# Variables\n\n", "# Queues\n\n", id="titles"),
        pytest.param("# The queues of the shop and what reads them.\n\n@", "# Queues\n\n", id="sentence"),
        pytest.param("# Copyright\n\n@# The first\n", "# Queue\n", id="comment"),
        pytest.param("@", RULED, id="nothing_above"),
    ],
)
def test_new_block_goes_above_the_banner_of_the_first_section(above: str, below: str) -> None:
    new = 'provider "aws" {\n}'
    marked = f'{above}variable "a" {{}}\n\n{below}resource "b" "c" {{}}\n'
    file = parse(marked.replace("@", ""), "main.tf")
    edits = Edits()
    edits.prepend(file, new)
    assert tidy(file, lower(edits.semantic).edits).text == marked.replace("@", f"{new}\n\n")


def test_what_a_block_has_once_is_appended_once() -> None:
    def ask(edits: Edits, body: Body) -> None:
        edits.append(first(body), "lifecycle {\n  a = 1\n}", key=("lifecycle",))
        edits.append(first(body), "lifecycle {\n  b = 1\n}", key=("lifecycle",))

    with pytest.raises(EditError):
        lowered("r {\n  x = 1\n}\n", ask)


def test_what_is_set_off_is_so_in_a_block_of_one_line() -> None:
    def ask(edits: Edits, body: Body) -> None:
        edits.insert_after(first(body).body.items[-1], "c = {\n  d = 2\n}", is_set_off=True)

    text = 'a "b" { x = 1 }\n'
    assert splice(text, lowered(text, ask)[1].edits) == 'a "b" {\n  x = 1\n\n  c = {\n    d = 2\n  }\n}\n'


def test_new_block_goes_below_the_banner_of_the_section_that_it_belongs_to() -> None:
    text = 'a "b" {}\n\n# ---\n# Functions\n# ---\n@# The first\nc "d" {}\n'
    file = parse(text.replace("@", ""), "main.tf")
    edits = Edits()
    edits.insert_before(file.body.items[1], 'e "f" {\n}')
    assert tidy(file, lower(edits.semantic).edits).text == text.replace("@", 'e "f" {\n}\n\n')


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("  x = 1           # a\n  bb = 2\n", "  x = false # a\n  bb = 2\n", id="alone"),
        pytest.param("  x = 1  # a\n  bb = 2\n", "  x = false  # a\n  bb = 2\n", id="two_blanks"),
        pytest.param(
            "  x = 1       # a\n  bb = 2      # b\n", "  x = false   # a\n  bb = 2      # b\n", id="in_a_column"
        ),
        pytest.param("  x = 1  # a\n  bb = 2  # b\n", "  x = false  # a\n  bb = 2  # b\n", id="in_none"),
    ],
)
def test_trailing_comment_follows_a_new_value_where_columns_are_not_kept(text: str, after: str) -> None:
    file = parse(f"b {{\n{text}}}\n", "main.tf")
    edits = Edits()
    edits.set_attribute(first(file.body), "x", "false")
    assert tidy(file, lower(edits.semantic).edits).text == f"b {{\n{after}}}\n"
