"""Every kind of expression, shown by the tree it becomes."""

from __future__ import annotations

import dataclasses

import pytest
from syntax_helpers import expression

from tffix.errors import SyntaxError  # noqa: A004
from tffix.syntax import nodes as n
from tffix.syntax import parse, parse_expression

CASES = {
    "number": ("1.5e-3", "1.5e-3"),
    "keywords_are_literals": ("[true, false, null]", "(TupleCons true false null)"),
    "multiplication_before_addition": ("a + b * c", "(+ a (* b c))"),
    "operators_group_from_the_left": ("a - b - c", "(- (- a b) c)"),
    "remainder_with_division": ("a / b % c", "(% (/ a b) c)"),
    "comparison_before_equality": ("a < b == c >= d", "(== (< a b) (>= c d))"),
    "and_before_or": ("a || b && c || d", "(|| (|| a (&& b c)) d)"),
    "not_equal_and_less": ("a != b && c <= d && e > f", "(&& (&& (!= a b) (<= c d)) (> e f))"),
    "unary_binds_tightest": ("-a * !b", "(* (- a) (! b))"),
    "double_negation": ("!!a", "(! (! a))"),
    "minus_within_a_name": ("b-1", "b-1"),
    "minus_between_spaces": ("b - 1", "(- b 1)"),
    "minus_before_a_number": ("b -1", "(- b 1)"),
    "parentheses": ("(a + b) * c", "(* (Parentheses (+ a b)) c)"),
    "conditional": ("a ? b : c", "(Conditional a b c)"),
    "conditional_nests_to_the_right": ("a ? b : c ? d : e", "(Conditional a b (Conditional c d e))"),
    "conditional_around_operators": ("a == 1 ? b + 1 : c", "(Conditional (== a 1) (+ b 1) c)"),
    "reference": ("aws_s3_bucket.b[0].arn", "aws_s3_bucket.b[0].arn"),
    "reference_with_string_key": ('a["k"].b', 'a["k"].b'),
    "reference_with_blanks": ("a . b [ 0 ]", "a . b [ 0 ]"),
    "computed_index": ("a[b.c].d", "(GetAttr (Index a b.c) d)"),
    "index_by_a_keyword": ("a[null]", "(Index a null)"),
    "index_by_a_template": ('a["${b}"]', '(Index a "${b}")'),
    "attribute_of_a_call": ("f(x).y.z", "(GetAttr (GetAttr f(x) y) z)"),
    "legacy_index": ("a.0.b", "a.0.b"),
    "legacy_index_of_a_call": ("f(x).0", "(LegacyIndex f(x) 0)"),
    "attribute_splat": ("a.*.b", "(GetAttr (AttrSplat a) b)"),
    "full_splat": ("a[*].b[0]", "(Index (GetAttr (FullSplat a) b) 0)"),
    "full_splats_nest": ("a[*].b[*].c", "(GetAttr (FullSplat (GetAttr (FullSplat a) b)) c)"),
    "call_without_arguments": ("timestamp()", "timestamp()"),
    "call_with_trailing_comma": ("max(1, 2,)", "max(1, 2)"),
    "call_with_expansion": ("max(1, a...)", "max(1, a...)"),
    "call_with_namespace": ("provider::aws::arn_parse(a)", "provider::aws::arn_parse(a)"),
    "call_with_blanks_in_the_namespace": ("provider :: aws :: f()", "provider::aws::f()"),
    "call_over_several_lines": ("merge(\n  a, # one\n\n  b\n)", "merge(a, b)"),
    "empty_tuple": ("[]", "(TupleCons)"),
    "tuple_with_trailing_comma": ("[1, 2,]", "(TupleCons 1 2)"),
    "tuple_over_lines_with_comments": ("[ # a\n 1, // b\n /* c */ 2 # d\n]", "(TupleCons 1 2)"),
    "empty_object": ("{}", "(ObjectCons)"),
    "empty_object_over_lines": ("{\n # nothing\n}", "(ObjectCons)"),
    "object_with_equals_and_colon": ("{ a = 1, b : 2 }", "(ObjectCons (ObjectItem a 1) (ObjectItem b 2))"),
    "object_items_by_line": (
        "{\n a = 1\n\n b = 2,\n c = 3 }",
        "(ObjectCons (ObjectItem a 1) (ObjectItem b 2) (ObjectItem c 3))",
    ),
    "object_with_quoted_key_and_space": ('{ "a" : 1 }', '(ObjectCons (ObjectItem "a" 1))'),
    "object_with_computed_key": ("{ (a.b) = v }", "(ObjectCons (ObjectItem (Parentheses a.b) v))"),
    "object_with_template_key": ('{ "${a}-b" = v }', '(ObjectCons (ObjectItem "${a}|-b" v))'),
    "object_with_reference_key": ("{ a.b = 1 }", "(ObjectCons (ObjectItem a.b 1))"),
    "object_with_call_key": ("{ f(x) = 1 }", "(ObjectCons (ObjectItem f(x) 1))"),
    "object_with_number_key": ("{ 1 = 2 }", "(ObjectCons (ObjectItem 1 2))"),
    "object_with_keyword_like_keys": (
        "{ if = 1, in = 2, null = 3, true = 4 }",
        "(ObjectCons (ObjectItem if 1) (ObjectItem in 2) (ObjectItem null 3) (ObjectItem true 4))",
    ),
    "object_key_that_begins_with_for": (
        "{ format = 1, for_each = 2 }",
        "(ObjectCons (ObjectItem format 1) (ObjectItem for_each 2))",
    ),
    "for_tuple": ("[for v in c : v]", "(for v in c: v)"),
    "for_tuple_with_index_and_condition": ("[for i, v in c : v if i > 0]", "(for i,v in c: v if (> i 0))"),
    "for_object": ("{for k, v in c : k => v}", "(for k,v in c: k=>v)"),
    "for_object_with_grouping": ("{for v in c : v.k => v... if v.ok}", "(for v in c: v.k=>v... if v.ok)"),
    "for_over_lines": (
        "{\n # all\n for v in c :\n v =>\n { a = v }\n if v\n}",
        "(for v in c: v=>(ObjectCons (ObjectItem a v)) if v)",
    ),
    "for_inside_for": ("[for a in b : [for c in a : c]]", "(for a in b: (for c in a: c))"),
    "for_over_a_conditional": ("[for a in x ? y : z : a]", "(for a in (Conditional x y z): a)"),
    "for_with_keywords_as_names": ("[for in in if : in]", "(for in in if: in)"),
    "comment_inside_an_operation": ("a /* plus */ + /* b */ b", "(+ a b)"),
    "newline_inside_parentheses": ("(a\n + # c\n b)", "(Parentheses (+ a b))"),
    "unicode_names": ("größe.名前 + ñ", "(+ größe.名前 ñ)"),
    "plain_string": ('"abc"', '"abc"'),
    "empty_string": ('""', '""'),
    "brace_inside_a_string_inside_a_call": (
        '"${jsonencode({ a = "}" })}"',
        '"${jsonencode((ObjectCons (ObjectItem a "}")))}"',
    ),
    "template_with_text_around": ('"a-${b.c}-d"', '"a-|${b.c}|-d"'),
    "template_inside_template": ('"a${"b${c}"}"', '"a|${"b|${c}"}"'),
    "escaped_sequences": ('"$${a} %%{ b }"', '"$${a} %%{ b }"'),
    "dollars_that_open_nothing": ('"$ $a $$ 5% 100%%"', '"$ $a $$ 5% 100%%"'),
    "escaped_quote": (r'"a\"b\\"', r'"a\"b\\"'),
    "strip_markers": ('"a ${~ b ~} c"', '"a |${b}| c"'),
    "if_directive": ('"%{ if a }x%{ endif }"', "\"%(if a 'x')\""),
    "if_else_with_strip_markers": ('"%{~ if a ~} x %{~ else ~} y %{~ endif ~}"', "\"%(if a ' x ' else ' y ')\""),
    "for_directive": ('"%{ for k, v in c }${k}%{ endfor }"', "\"%(for k,v in c '${k}')\""),
    "for_directive_with_keywords_as_names": ('"%{ for in in in }x%{ endfor }"', "\"%(for in in in 'x')\""),
    "directives_nest": ('"%{ for a in b }%{ if a }x%{ endif }%{ endfor }"', '"%(for a in b "%(if a \'x\')")"'),
    "newline_inside_an_interpolation": ('"${\n a\n}"', '"${a}"'),
    "comment_inside_an_interpolation": ('"${ /* } */ a # }\n}"', '"${a}"'),
    "object_inside_an_interpolation": (
        '"${ { a = 1\n b = 2 }.a }"',
        '"${(GetAttr (ObjectCons (ObjectItem a 1) (ObjectItem b 2)) a)}"',
    ),
    "heredoc": ("<<EOT\na ${b}\nEOT", "(<<EOT 'a |${b}|\\n')"),
    "flush_heredoc": ("<<-EOT\n  a\n  EOT", "(<<-EOT '  a\\n')"),
    "empty_heredoc": ("<<A\nA", "(<<A '')"),
    "heredoc_with_braces_and_quotes": ('<<A\n} " # ] {\nA', "(<<A '} \" # ] {\\n')"),
    "heredoc_with_its_marker_inside": ("<<A\nA B\n AA\nA", "(<<A 'A B\\n AA\\n')"),
    "heredoc_with_marker_inside_a_sequence": ('<<A\n${"x" /*\nA\n*/}\nA', "(<<A '${\"x\"}|\\n')"),
    "heredoc_with_dash_in_marker": ("<<A-B\nx\nA-B", "(<<A-B 'x\\n')"),
    "heredoc_with_directives": ("<<A\n%{ if a ~}\nx\n%{ endif ~}\nA", "(<<A \"%(if a '\\\\nx\\\\n')|\\n\")"),
    "heredoc_inside_a_call": ("f(<<A\nx\nA\n, 1)", "f((<<A 'x\\n'), 1)"),
    "heredocs_nest": ("<<A\n${f(<<B\ny\nB\n)}\nA", "(<<A \"${f((<<B 'y\\\\n'))}|\\n\")"),
    "heredoc_with_escaped_sequence": ("<<A\n$${a} \\n\nA", "(<<A '$${a} \\\\n\\n')"),
    "heredoc_with_crlf": ("<<A\r\nx\r\n  A", "(<<A 'x\\r\\n')"),
}


@pytest.mark.parametrize(("text", "shape"), CASES.values(), ids=CASES.keys())
def test_shape(text: str, shape: str) -> None:
    if text.startswith("<<"):
        # A newline has to follow the closing marker, so a heredoc is parsed inside of a file.
        from syntax_helpers import body

        assert body(f"x = {text}\n") == f"x={shape}"
    else:
        assert expression(text) == shape


def test_expressions_of_a_nested_heredoc_open_without_the_grammar_for_the_file() -> None:
    file = parse("r {\n  a = <<-E\n    x ${b}\n  E\n}\n")
    expr = file.body.blocks[0].body["a"].expr
    assert type(expr) is n.Heredoc
    assert expr.text.endswith("\n  E")


def test_node_intervals_and_text() -> None:
    expr = parse_expression("f(a, [b]) + 1")
    assert [(type(node).__name__, node.text) for node in expr.walk()] == [
        ("BinaryOp", "f(a, [b]) + 1"),
        ("FunctionCall", "f(a, [b])"),
        ("Traversal", "a"),
        ("TupleCons", "[b]"),
        ("Traversal", "b"),
        ("Literal", "1"),
    ]
    assert expr.span == (0, 13)


def test_nodes_are_frozen() -> None:
    expr = parse_expression("[1]")
    for name in ("start", "items", "anything"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(expr, name, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        del expr.items  # type: ignore[attr-defined]
    assert not hasattr(expr, "__dict__")


def test_nodes_are_equal_to_themselves_only() -> None:
    one, other = parse_expression("a"), parse_expression("a")
    assert one == one
    assert one != other
    assert len({one, other}) == 2


def test_steps_of_a_traversal() -> None:
    expr = parse_expression('a.b[0].c.1["k"] . d')
    assert isinstance(expr, n.Traversal)
    assert [(type(step).__name__, step.text) for step in expr.steps] == [
        ("TraverseRoot", "a"),
        ("TraverseAttr", "b"),
        ("TraverseIndex", "[0]"),
        ("TraverseAttr", "c"),
        ("TraverseIndex", "1"),
        ("TraverseIndex", '["k"]'),
        ("TraverseAttr", "d"),
    ]
    assert expr.names == ("a", "b")
    assert expr.root_name == "a"


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("12", 12), ("1.5", 1.5), ("1e3", 1000.0), ("true", True), ("null", None)]
)
def test_value_of_a_literal(text: str, value: object) -> None:
    literal = parse_expression(text)
    assert isinstance(literal, n.Literal)
    assert literal.value == value
    assert type(literal.value) is type(value)


def test_a_number_of_ten_thousand_digits_has_a_value() -> None:
    literal = parse_expression("1" * 10_000)
    assert isinstance(literal, n.Literal)
    assert literal.value == float("inf")


def test_parse_expression_refuses_two_of_them() -> None:
    with pytest.raises(SyntaxError):
        parse_expression("a b")
