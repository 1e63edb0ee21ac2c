# ruff: noqa: N802 - visitor methods are named after node classes
from __future__ import annotations

import pytest

from tffix.syntax import Attribute, Block, Body, CSTVisitor, Label, parse, parse_expression, visit
from tffix.syntax import nodes as n
from tffix.syntax.visitors import node_classes

TEXT = 'a "l" {\n  b = f(x, [1, "y${z.w}"])\n  c {\n    d = { e = 2 }\n  }\n}\n'


class Recorder(CSTVisitor):
    """Writes down what it meets."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def visit_Block(self, node: Block) -> None:
        self.events.append(f"+{node.type}")

    def leave_Block(self, node: Block) -> None:
        self.events.append(f"-{node.type}")

    def visit_Label(self, node: Label) -> None:
        self.events.append(node.value)

    def visit_Attribute(self, node: Attribute) -> None:
        self.events.append(node.name)

    def visit_Traversal(self, node: n.Traversal) -> None:
        self.events.append(node.text)

    def visit_Literal(self, node: n.Literal) -> None:
        self.events.append(node.text)


def test_nodes_are_met_in_source_order() -> None:
    recorder = Recorder()
    parse(TEXT).visit(recorder)
    assert recorder.events == ["+a", "l", "b", "x", "1", "z.w", "+c", "d", "2", "-c", "-a"]


def test_false_keeps_out_and_leave_is_called_all_the_same() -> None:
    class Shallow(Recorder):
        def visit_Block(self, node: Block) -> bool:  # type: ignore[override]
            self.events.append(f"+{node.type}")
            return node.type != "c"

        def visit_FunctionCall(self, node: n.FunctionCall) -> bool:
            return False

    visitor = Shallow()
    parse(TEXT).visit(visitor)
    assert visitor.events == ["+a", "l", "b", "+c", "-c", "-a"]


def test_one_visitor_that_keeps_out_does_not_keep_out_the_others() -> None:
    class Outside(Recorder):
        def visit_Body(self, node: Body) -> bool:
            return False

    outside, inside = Outside(), Recorder()
    visit(parse(TEXT), outside, inside)
    assert outside.events == []
    assert inside.events[0] == "+a"
    assert inside.events[-1] == "-a"


def test_an_expression_alone_is_visited() -> None:
    recorder = Recorder()
    visit(parse_expression("[1, a.b]"), recorder)
    assert recorder.events == ["1", "a.b"]


def test_every_node_class_can_be_visited() -> None:
    for name in node_classes():
        type(f"Visits{name}", (CSTVisitor,), {f"visit_{name}": lambda *_: None, f"leave_{name}": lambda *_: None})
    assert {"Attribute", "Block", "Body", "Label", "Traversal", "InvalidExpression"} <= set(node_classes())


@pytest.mark.parametrize("name", ["visit_Atribute", "leave_Function", "visit_Node"])
def test_a_misspelt_method_is_refused_when_the_class_is_defined(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        type("Misspelt", (CSTVisitor,), {name: lambda *_: None})


def test_the_refusal_says_what_was_meant() -> None:
    with pytest.raises(TypeError, match="did you mean Attribute"):
        type("Misspelt", (CSTVisitor,), {"visit_Atribute": lambda *_: None})


def test_path_to_every_node() -> None:
    file = parse(TEXT)
    nodes = list(file.body.walk())
    assert nodes[0] is file.body
    for node in nodes[1:]:
        path = file.path_to(node)
        for parent, child in zip(path, (*path[1:], node), strict=True):
            assert child in parent.children
        assert file.parent_of(node) is path[-1]
    assert file.path_to(file.body) == ()
    assert file.parent_of(file.body) is None


def test_path_to_the_step_of_a_traversal() -> None:
    file = parse("a = [b.c[0]]\n")
    (traversal,) = file.body["a"].expr.children
    assert isinstance(traversal, n.Traversal)
    assert file.parent_of(traversal.steps[1]) is traversal


def test_path_to_the_body_of_an_empty_block() -> None:
    file = parse("a {}\nb {}\n")
    for block in file.body.blocks:
        assert file.path_to(block.body) == (file.body, block)


def test_a_file_that_is_one_attribute() -> None:
    file = parse("a = 1")
    assert file.path_to(file.body["a"]) == (file.body,)


def test_a_stranger_has_no_path() -> None:
    file, other = parse(TEXT), parse(TEXT)
    assert file.path_to(other.body.blocks[0]) == ()
    assert file.parent_of(parse_expression("a.b")) is None
