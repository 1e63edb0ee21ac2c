"""Size, depth and malice: a result or a diagnostic within seconds, never a RecursionError, a crash or a hang."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from tffix.syntax import ConfigFile, CSTVisitor, Mode, parse, parse_expression, parse_template, tokenize
from tffix.syntax.skeleton import skeleton


def _everything(text: str) -> ConfigFile:
    """All that can be done with a text without looking at the result."""
    file = parse(text)
    skeleton(text)
    tokens = tokenize(text)
    assert tokens[-1].end == len(text)
    _ = file.error
    for node in file.body.walk():
        _ = node.children
    return file


def _seconds(text: str) -> float:
    gc.collect()
    started = time.process_time()
    _everything(text)
    return time.process_time() - started


# What is quadratic takes minutes at these sizes: each of them is far above what linear time needs.
ADVERSARIES: dict[str, Callable[[int], str]] = {
    "comments_that_open_only": lambda n: "a = 1\n" + "/* " * n,
    "comments_in_a_line": lambda n: "a = " + "/**/" * n + "1\n",
    "quotes": lambda n: "a = " + '"' * n + "\n",
    "heredocs_that_open_only": lambda n: "a = <<A\n" * n,
    "heredocs_of_many_markers": lambda n: "".join(f"a = <<A{i}\n" for i in range(n // 4)),
    "interpolations_that_open_only": lambda n: 'a = "' + "${" * n + '"\n',
    "interpolations": lambda n: 'a = "' + "${b}x" * n + '"\n',
    "interpolations_in_a_heredoc": lambda n: "a = <<A\n" + "${b.c}x\n" * n + "A\n",
    "calls_in_a_heredoc": lambda n: "a = <<A\n" + "${f(b)}x\n" * n + "A\n",
    "directives_that_open_only": lambda n: 'a = "' + "%{ if b }" * n + '"\n',
    "dollars": lambda n: 'a = "' + "$" * (4 * n) + '"\n',
    "dollars_before_a_brace": lambda n: 'a = "' + "$" * (4 * n) + '{"\n',
    "backslashes": lambda n: 'a = "' + "\\" * (4 * n) + '"\n',
    "brackets_that_open_only": lambda n: "a = " + "[" * n + "\n",
    "brackets_that_close_only": lambda n: "a = " + "]" * n + "\n",
    "braces_that_open_only": lambda n: "a " + "{\n" * n,
    "unclosed_tuple_of_a_megabyte": lambda n: "a = [" + "1, " * n + "\n",
    "unclosed_tuples": lambda n: "a = [1, 2\n" * n,
    "blanks": lambda n: "a = 1" + " " * (8 * n) + "\n" + " " * (8 * n),
    "blank_lines": lambda n: "\n" * (8 * n) + "a = 1",
    "for_after_much_space": lambda n: "a = " + "[ \n" * n + "for",
    "names_with_dots": lambda n: "a = " + "b." * n + "c\n",
    "names_that_end_in_dots": lambda n: "a = b" + "." * n + "\n",
    "splats": lambda n: "a = b" + "[*].c" * n + "\n",
    "indexes": lambda n: "a = b" + "[0]" * n + "\n",
    "legacy_indexes": lambda n: "a = b" + ".0.c" * n + "\n",
    "operators": lambda n: "a = 1" + " + 1" * n + "\n",
    "minus_signs": lambda n: "a = " + "-" * n + "1\n",
    "conditionals": lambda n: "a = " + "b ? c : " * n + "d\n",
    "names_of_letters_with_marks": lambda n: "a = " + "e\u0301" * n + "\n",
    "letters_that_begin_no_name": lambda n: "a = " + "\u0301" * n + "\n",
    "letters_before_a_sign": lambda n: "a = " + "é" * n + "€\n",
    "letters_between_signs": lambda n: "a = " + "é€" * n + "\n",
    "undecodable_bytes": lambda n: 'a = "' + "\udcff" * n + '"\n',
    "carriage_returns": lambda n: "\r" * n,
    "invalid_characters": lambda n: "'" * n,
    "repeated_arguments": lambda n: "a = 1\n" * n,
    "labels": lambda n: "a " + '"b" ' * n + "{}\n",
    "one_line_blocks": lambda n: "a { b = 1 }\n" * n,
    "errors_in_every_line": lambda n: "a = \n" * n,
    "invalid_escapes": lambda n: 'a = "' + "\\q" * n + '"\n',
    "numbers": lambda n: "a = " + "1" * (8 * n) + "\n",
}


@pytest.mark.parametrize("make", ADVERSARIES.values(), ids=ADVERSARIES.keys())
def test_time_is_linear(make: Callable[[int], str]) -> None:
    small, large = _seconds(make(2_500)), _seconds(make(10_000))
    # Four times the size; sixteen times the time would be quadratic. Below that, noise decides.
    assert large < 0.7 or large < 10 * small, (small, large)
    assert large < 15


def test_ten_thousand_nested_brackets() -> None:
    for opening, closing in ("[]", "()", "{}"):
        inner = "a = " if opening == "{" else ""
        text = f"a = {(opening + inner) * 10_000}1{closing * 10_000}\n"
        file = _everything(text)
        assert file.error is None
        assert sum(1 for _ in file.body.walk()) >= 10_000


def test_ten_thousand_nested_templates() -> None:
    text = "a = " + '"${' * 10_000 + "b" + '}"' * 10_000 + "\n"
    assert _everything(text).error is None


def test_twenty_thousand_blocks_deep() -> None:
    text = "b {\n" * 20_000 + "a = 1\n" + "}\n" * 20_000
    file = _everything(text)
    assert file.error is None
    assert sum(1 for _ in file.body.all_items()) == 20_001
    deepest = next(iter(file.body.all_attributes()))
    assert len(file.path_to(deepest)) == 40_001


def test_ten_thousand_operators_and_unary_signs() -> None:
    for text in ("1" + " + 1" * 10_000, "-" * 10_000 + "1", "!" * 10_000 + "a", "f(" * 10_000 + ")" * 10_000):
        assert sum(1 for _ in parse_expression(text).walk()) >= 10_000


def test_ten_thousand_nested_directives() -> None:
    text = "%{ if a }" * 10_000 + "%{ endif }" * 10_000
    template = parse_template(text)
    assert template.error is None
    assert template.body is not None
    assert sum(1 for _ in template.body.walk()) >= 20_000


def test_deep_trees_are_collected_without_a_crash() -> None:
    trees = [
        parse("a = " + "[" * 60_000 + "]" * 60_000 + "\n"),
        parse("b {\n" * 30_000 + "}\n" * 30_000),
        parse("a = 1" + " + (1" * 30_000 + ")" * 30_000 + "\n"),
    ]
    for tree in trees:
        for _ in tree.body.walk():
            pass
    del tree
    trees.clear()
    gc.collect()


def test_visitors_go_as_deep_as_the_tree() -> None:
    class Depth(CSTVisitor):
        depth = deepest = 0

        def visit_Block(self, node: object) -> None:  # noqa: N802
            self.depth += 1
            self.deepest = max(self.depth, self.deepest)

        def leave_Block(self, node: object) -> None:  # noqa: N802
            self.depth -= 1

    visitor = Depth()
    parse("b {\n" * 20_000 + "}\n" * 20_000).visit(visitor)
    assert (visitor.depth, visitor.deepest) == (0, 20_000)


def test_five_megabytes() -> None:
    block = 'resource "aws_s3_bucket" "name" {\n  bucket = "x-${var.y}"\n  tags = merge(local.tags, { A = "b" })\n}\n\n'
    text = block * (2_000_000 // len(block))
    started = time.process_time()
    file = parse(text)
    assert len(file.body.items) == text.count("resource")
    assert file.structure_error is None
    assert time.process_time() - started < 10
    long = block * (5_000_000 // len(block))
    started = time.process_time()
    assert skeleton(long) is not None
    assert time.process_time() - started < 10


def test_a_line_of_a_megabyte() -> None:
    for text in (
        'a = "' + "x" * 1_000_000 + '"\n',
        "a = [" + '"some/long/path", ' * 60_000 + "]\n",
        "# " + "x" * 1_000_000,
        "x" * 1_000_000 + " = 1\n",
    ):
        file = parse(text)
        assert file.error is None
        assert "".join(text[token.start : token.end] for token in tokenize(text, Mode.BODY)) == text
