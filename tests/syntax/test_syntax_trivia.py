from __future__ import annotations

import pytest

from tffix.syntax import Comment, comments_within, leading_comments, parse, trailing_comment
from tffix.syntax import nodes as n


def _leading(text: str) -> list[str]:
    """The comments above the last item of a file."""
    return [comment.text for comment in parse(text).body.items[-1].leading_comments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\n", []),
        ("# one\na = 1\n", ["# one"]),
        ("# one\n// two\n/* three */\na = 1\n", ["# one", "// two", "/* three */"]),
        ("# apart\n\n# one\na = 1\n", ["# one"]),
        ("# apart\n\na = 1\n", []),
        ("# apart\n \t\na = 1\n", []),
        ("b = 1 # of b\na = 1\n", []),
        ("b = 1 # of b\n# one\na = 1\n", ["# one"]),
        ("b = 1\n  # one\n  a = 1\n", ["# one"]),
        ("/* one\n\n # two */\na = 1\n", ["/* one\n\n # two */"]),
        ("/* beside */ a = 1\n", []),
        ("# above\n/* beside */ a = 1\n", ["# above"]),
        ("b = <<E\n# text\nE\na = 1\n", []),
        ("b = <<E\n# text\nE\n# one\na = 1\n", ["# one"]),
        ("b {\n} # of b\na = 1\n", []),
        ("\ufeff# one\na = 1\n", ["# one"]),
        ("# one\r\n# two\r\na = 1\r\n", ["# one", "# two"]),
        ("b = 1 /* of b */ # and this\n# one\na = 1", ["# one"]),
        ("b = 1 /* over\n lines */\na = 1\n", []),
        ("# one\na {\n}\n", ["# one"]),
    ],
)
def test_leading_comments_of_items(text: str, expected: list[str]) -> None:
    assert _leading(text) == expected


def test_leading_comments_of_the_first_item_in_a_block() -> None:
    block = parse("# of b\nb { # of the brace\n  # one\n  a = 1\n}\n").body.blocks[0]
    assert [comment.text for comment in block.body["a"].leading_comments] == ["# one"]
    assert [comment.text for comment in block.leading_comments] == ["# of b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1 # one\n", "# one"),
        ("a = 1 // one\r\n", "// one"),
        ("a = 1 /* one */ # two\n", "/* one */"),
        ("a = 1\n# below\n", None),
        ('a = "# no"\n', None),
        ('a = "# no" # one', "# one"),
        ("a {\n} # one\n", "# one"),
        ("a { # of the brace\n}\n", None),
        ("a = <<E\n# text\nE\n# below\n", None),
        ("a = 1", None),
    ],
)
def test_trailing_comment_of_items(text: str, expected: str | None) -> None:
    comment = parse(text).body.items[0].trailing_comment
    assert (comment.text if comment else None) == expected


OBJECT = """x = { # open
  # one
  a = 1, # of a

  # apart

  /* two
   */
  // three
  b = "#" # of b
  c = [ # open
    # first
    1, # of 1
    /* over
     # lines */
    f("//") // of f
  ]
  d = 1 } # of x
"""


def test_comments_of_object_items_and_tuple_elements() -> None:
    file = parse(OBJECT)
    expr = file.body["x"].expr
    assert isinstance(expr, n.ObjectCons)
    shown = [([c.text for c in item.leading_comments], item.trailing_comment) for item in expr.items]
    assert [leading for leading, _ in shown] == [["# one"], ["/* two\n   */", "// three"], [], []]
    assert [trailing.text if trailing else None for _, trailing in shown] == ["# of a", "# of b", None, None]
    elements = expr.items[2].value
    assert isinstance(elements, n.TupleCons)
    assert [[c.text for c in leading_comments(e)] for e in elements.items] == [
        ["# first"],
        ["/* over\n     # lines */"],
    ]
    assert [getattr(trailing_comment(e), "text", None) for e in elements.items] == ["# of 1", "// of f"]


def test_comments_within_a_node() -> None:
    file = parse(OBJECT)
    found = comments_within(file.source, 0, len(OBJECT))
    assert [comment.text for comment in found] == [
        "# open",
        "# one",
        "# of a",
        "# apart",
        "/* two\n   */",
        "// three",
        "# of b",
        "# open",
        "# first",
        "# of 1",
        "/* over\n     # lines */",
        "// of f",
        "# of x",
    ]
    assert all(OBJECT[comment.start : comment.end] == comment.text for comment in found)
    attribute = file.body["x"]
    assert comments_within(file.source, attribute.start, attribute.end) == found[:-1]


def test_no_comments_in_strings_and_heredocs() -> None:
    text = 'a = "# // /* x */" \nb = <<E\n# no\n// no\n${f(/* yes */ 1)}\nE\n'
    assert [comment.text for comment in comments_within(parse(text).source, 0, len(text))] == ["/* yes */"]
    heredoc = parse(text).body["b"]
    assert len(comments_within(heredoc.source, heredoc.start, heredoc.end)) == 1


def test_comments_without_an_end_of_line() -> None:
    text = "a = 1 # x"
    assert comments_within(parse(text).source, 0, len(text)) == (Comment(6, 9, "# x"),)


@pytest.mark.parametrize(
    ("text", "content"), [("# x ", "x"), ("//x", "x"), ("/* x\n y */", "x\n y"), ("#", ""), ("## x", "# x")]
)
def test_content(text: str, content: str) -> None:
    assert Comment(0, len(text), text).content == content


def test_comments_of_all_items_take_linear_time() -> None:
    import time

    def seconds(count: int) -> float:
        file = parse("".join(f"# x\nk{i} = 1 # y\n" for i in range(count)))
        started = time.process_time()
        assert sum(len(item.leading_comments) for item in file.body.items) == count
        return time.process_time() - started

    assert seconds(16_000) < max(10 * seconds(4_000), 1)
