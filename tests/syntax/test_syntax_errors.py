"""The sentence for each way in which a file can be broken: where, in a few words, and what to do about it.

Lines are those that Terraform itself names, compared with its binary when a case was written.
"""

from __future__ import annotations

import pickle

import pytest

from tffix.source import Source
from tffix.syntax import parse, parse_expression, parse_template
from tffix.syntax.check import parse_fragment

# name: text, line, column, summary, detail
BROKEN = {
    "unclosed_block": (
        "a {\n  b = 1\n",
        1,
        3,
        "Unclosed configuration block",
        "Nothing closes this block before the end of the file; perhaps a brace inside it is missing.",
    ),
    "closing_brace_too_many": (
        "a {\n}\n}\n",
        3,
        1,
        "Unexpected closing brace",
        "No block is open here; a brace before it may be one too many.",
    ),
    "missing_equals": (
        "a 1\n",
        1,
        3,
        "Invalid block or attribute",
        "Expected = and a value, or a block with its labels and braces, but found 1.",
    ),
    "bare_name": (
        "a\n",
        1,
        1,
        "Invalid block or attribute",
        "Expected = and a value, or a block with its labels and braces, but found the end of the line.",
    ),
    "bare_name_with_a_comment_over_lines": (
        "a /*\n*/\n",
        1,
        1,
        "Invalid block or attribute",
        "Expected = and a value, or a block with its labels and braces, but found the end of the line.",
    ),
    "unclosed_tuple_at_the_end": (
        "a = [\n  [1],\n  [2\n\n",
        3,
        3,
        "Unclosed tuple",
        "The [ on line 3 is never closed.",
    ),
    "unclosed_call_at_the_end": ("\na = f(x...\n\n", 2, 6, "Unclosed call", "The ( on line 2 is never closed."),
    "unclosed_object_without_final_newline": (
        "a = {\nb = 1",
        1,
        5,
        "Unclosed object",
        "The { on line 1 is never closed.",
    ),
    "unclosed_interpolation_at_the_end": (
        '\na = "${b\n\n',
        2,
        6,
        "Unclosed template interpolation",
        "The sequence ${ that begins on line 2 has no closing brace.",
    ),
    "for_object_without_value": (
        "a = {for x in y :\n x\n\n",
        2,
        3,
        "Invalid 'for' expression",
        "Expected => and a value after the key, but found the end of the file.",
    ),
    "invalid_escape_before_something_else": (
        'a = "\\q"\nb = = 1\n',
        1,
        6,
        "Invalid escape sequence",
        "\\q is no escape; a backslash itself is written \\\\.",
    ),
    "missing_value": (
        "a =\nb = 2\n",
        1,
        4,
        "Invalid expression",
        "Expected the start of an expression, but found the end of the line.",
    ),
    "two_arguments_on_a_line": (
        "a = 1 b = 2\n",
        1,
        7,
        "Missing newline after argument",
        "An argument ends with its line, but here follows b.",
    ),
    "two_arguments_in_a_one_line_block": (
        "a { b = 1, c = 2 }\n",
        1,
        10,
        "Missing newline after argument",
        "An argument ends with its line, but here follows ,.",
    ),
    "block_in_a_one_line_block": (
        "a { b {} }\n",
        1,
        7,
        "Invalid block or attribute",
        "Expected = and a value, or a block with its labels and braces, but found {.",
    ),
    "something_after_a_block": (
        "a {} b\n",
        1,
        6,
        "Missing newline after block",
        "A block ends with its line, but here follows b.",
    ),
    "missing_brace": (
        'resource "a" "b"\n',
        1,
        17,
        "Invalid block definition",
        "Expected a label or an opening brace, but found the end of the line.",
    ),
    "label_with_interpolation": (
        'a "${b}" {}\n',
        1,
        4,
        "Invalid block label",
        "A label is literal text: no sequence can be in it.",
    ),
    "unclosed_string": (
        'a = "b\nc = 1\n',
        1,
        7,
        "Invalid multi-line string",
        "A quoted string ends on its line; write \\n for a newline in it, or use a heredoc.",
    ),
    "unclosed_string_at_the_end": (
        'a = "b',
        1,
        7,
        "Unterminated template string",
        "The string that begins on line 1 has no closing quote.",
    ),
    "single_quotes": ("a = 'b'\n", 1, 5, "Invalid character", "Strings stand in double quotes, never in single ones."),
    "semicolon": (
        "a = 1;\n",
        1,
        6,
        "Invalid character",
        "Every argument has a line of its own; semicolons separate nothing.",
    ),
    "single_ampersand": (
        "a = b & c\n",
        1,
        7,
        "Invalid character",
        "Bitwise operators do not exist; the logical operator is &&.",
    ),
    "unclosed_parenthesis": (
        "a = (1 + 2\nb = 3\n",
        2,
        1,
        "Unbalanced parentheses",
        "Expected a closing parenthesis, but found b.",
    ),
    "unclosed_tuple": (
        "a = [1, 2\nb = 3\n",
        2,
        1,
        "Missing item separator",
        "Expected a comma between the elements, but found b.",
    ),
    "unclosed_call": (
        "a = f(1, 2\nb = 3\n",
        2,
        1,
        "Missing argument separator",
        "Expected a comma between the arguments, but found b.",
    ),
    "unclosed_object": ("a = {\n  b = 1\n", 3, 1, "Unclosed object", "The { on line 1 is never closed."),
    "missing_comma_in_a_tuple": (
        "a = [1 2]\n",
        1,
        8,
        "Missing item separator",
        "Expected a comma between the elements, but found 2.",
    ),
    "missing_comma_in_a_call": (
        "a = f(1 2)\n",
        1,
        9,
        "Missing argument separator",
        "Expected a comma between the arguments, but found 2.",
    ),
    "missing_separator_in_an_object": (
        "a = { b = 1 c = 2 }\n",
        1,
        13,
        "Missing attribute separator",
        "Expected a newline or a comma between items, but found c.",
    ),
    "missing_value_in_an_object": (
        "a = { b }\n",
        1,
        9,
        "Missing attribute value",
        "Expected = or : and a value after the key, but found }.",
    ),
    "wrong_closing_bracket": (
        "a = [1, 2)\n",
        1,
        10,
        "Missing item separator",
        "Expected a comma between the elements, but found ).",
    ),
    "unclosed_interpolation": (
        'a = "${b"\n',
        1,
        10,
        "Invalid multi-line string",
        "A quoted string ends on its line; write \\n for a newline in it, or use a heredoc.",
    ),
    "extra_words_in_an_interpolation": (
        'a = "${b c}"\n',
        1,
        10,
        "Extra characters in template interpolation",
        "Expected the closing brace, but found c.",
    ),
    "empty_interpolation": (
        'a = "${}"\n',
        1,
        8,
        "Invalid expression",
        "Expected the start of an expression, but found }.",
    ),
    "unknown_directive": (
        'a = "%{ while b }x"\n',
        1,
        6,
        "Invalid template directive",
        "A directive begins with if, else, endif, for or endfor.",
    ),
    "endif_without_if": (
        'a = "x%{ endif }"\n',
        1,
        7,
        "Unexpected template directive",
        "There is no open directive that %{ endif could belong to.",
    ),
    "if_without_endif": (
        'a = "%{ if b }x"\n',
        1,
        16,
        "Unclosed template directive",
        'Expected the directive that ends it, but found ".',
    ),
    "heredoc_without_end": (
        "a = <<EOT\nx\n",
        3,
        1,
        "Unterminated heredoc",
        "No line after line 1 consists of the marker EOT alone, with a newline behind it.",
    ),
    "heredoc_marker_at_the_end_of_the_file": (
        "a = <<EOT\nx\nEOT",
        3,
        4,
        "Unterminated heredoc",
        "No line after line 1 consists of the marker EOT alone, with a newline behind it.",
    ),
    "comment_without_end": (
        "a = 1\n/* b\n",
        2,
        1,
        "Unterminated comment",
        "Nothing closes the comment that begins with /* here.",
    ),
    "repeated_argument": (
        "a = 1\n\na = 2\n",
        3,
        1,
        "Attribute redefined",
        "The argument a was already set on line 1; each may be set once.",
    ),
    "invalid_escape": (
        'a = "b\\qc"\n',
        1,
        7,
        "Invalid escape sequence",
        "\\q is no escape; a backslash itself is written \\\\.",
    ),
    "splat_after_splat": (
        "a = b.*.c.*\n",
        1,
        10,
        "Nested splat expression not allowed",
        "A splat with .* cannot be followed by another one; write the second as [*].",
    ),
    "two_legacy_indexes": (
        "a = b.0.1\n",
        1,
        7,
        "Invalid legacy index syntax",
        "Two indexes cannot follow each other with dots; write them in brackets, like [0][1].",
    ),
    "number_with_two_points": (
        "a = 1.2.3\n",
        1,
        5,
        "Invalid number literal",
        "A number has one decimal point at most.",
    ),
    "missing_operand": (
        "a = 1 +\n",
        1,
        8,
        "Invalid expression",
        "Expected the start of an expression, but found the end of the line.",
    ),
    "conditional_without_colon": (
        "a = b ? c\n",
        1,
        10,
        "Missing false expression in conditional",
        "Expected : and a value after it, but found the end of the line.",
    ),
    "for_without_in": (
        "a = [for b : c]\n",
        1,
        12,
        "Invalid 'for' expression",
        ": has no place here in a for expression.",
    ),
    "for_as_an_object_key": (
        "a = { for = 1 }\n",
        1,
        11,
        "Invalid 'for' expression",
        "= has no place here in a for expression.",
    ),
    "nul": ("a = 1\nb\x00 = 2\n", 2, 2, "Invalid character", "The byte at offset 7 is NUL."),
    "undecodable_byte": ('a = "\udcff"\n', 1, 6, "Invalid character encoding", "The byte at offset 5 is not UTF-8."),
    "carriage_return_alone": (
        "a = 1\rb = 2\n",
        1,
        6,
        "Invalid character",
        "The character U+000D has no meaning outside strings and comments.",
    ),
    "curly_quotes": ("a = “b”\n", 1, 5, "Invalid character", "Quotation marks are the plain double quote."),
    "no_break_space": (
        "a\xa0= 1\n",
        1,
        2,
        "Invalid character",
        "The character U+00A0 has no meaning outside strings and comments.",
    ),
}


@pytest.mark.parametrize(("text", "line", "column", "summary", "detail"), BROKEN.values(), ids=BROKEN.keys())
def test_sentence(text: str, line: int, column: int, summary: str, detail: str) -> None:
    file = parse(text)
    error = file.error
    assert error is not None
    assert (error.summary, error.detail) == (summary, detail)
    assert tuple(file.source.position(error.start)) == (line, column)
    assert error.start <= error.end <= len(text)
    assert str(file) == text


def test_an_error_survives_pickling() -> None:
    error = parse("a = [1 2]\n").error
    assert error is not None
    again = pickle.loads(pickle.dumps(error))
    assert (again.summary, again.detail, again.start, again.end) == (
        error.summary,
        error.detail,
        error.start,
        error.end,
    )


def test_the_first_of_several_errors_is_reported() -> None:
    file = parse('a = "\\q"\nb = 1\nb = 2\n')
    assert file.error is not None
    assert file.error.summary == "Invalid escape sequence"


def test_a_repeated_argument_in_an_inner_block() -> None:
    file = parse("a {\n  b = 1\n  c {\n    b = 2\n  }\n  b = 3\n}\n")
    assert file.error is not None
    assert file.source.position(file.error.start).line == 6


def test_an_invalid_escape_in_a_label() -> None:
    error = parse('a "\\q" {}\n').error
    assert error is not None
    assert error.summary == "Invalid escape sequence"


def test_an_undecodable_byte_in_a_file() -> None:
    file = parse(Source.from_bytes("main.tf", b'a = "caf\xe9"\n'))
    assert file.error is not None
    assert file.error.detail == "The byte at offset 8 is not UTF-8."
    assert file.source.to_bytes() == b'a = "caf\xe9"\n'


def test_an_undecodable_byte_in_a_comment_is_kept() -> None:
    data = b"# caf\xe9\na = 1 // \xff\n"
    file = parse(Source.from_bytes("main.tf", data))
    assert file.error is None
    assert file.source.to_bytes() == data


def test_errors_of_template_files_and_expressions() -> None:
    template = parse_template("a\n%{ if b }\n")
    assert template.body is None
    assert template.error is not None
    assert template.source.position(template.error.start).line == 3
    assert parse_template('%{ if a ~}b%{ endif } \\q "').error is None
    node, error = parse_fragment(Source("", "a b"), "expression")
    assert node is None
    assert error is not None
    with pytest.raises(type(error)):
        parse_expression("")
