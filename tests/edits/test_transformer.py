"""LibCST's face: what `leave_X` returns becomes edits."""

# ruff: noqa: N802 - the names of the methods hold those of the node classes

from __future__ import annotations

import pytest

from tffix.edits import REMOVE, Change, Changed, CSTTransformer, transform, with_changes
from tffix.errors import EditError
from tffix.syntax import nodes as n
from tffix.syntax.configfile import parse
from tffix.syntax.structure import Attribute, Block


class Sevens(CSTTransformer):
    def leave_Literal(self, node: n.Literal) -> Change:
        return "7"


def test_nothing_returned_changed_changes_nothing() -> None:
    text = "a  =   [1,2 ] # c\r\n"
    assert transform(parse(text), CSTTransformer()) == text


def test_a_text_takes_the_place_of_a_node() -> None:
    assert transform(parse("a = [1,  2] # 1\n"), Sevens()) == "a = [7,  7] # 1\n"


def test_visit_can_leave_out_what_is_inside() -> None:
    class Outside(Sevens):
        def visit_TupleCons(self, node: n.TupleCons) -> bool:
            return False

    assert transform(parse("a = [1]\nb = 2\n"), Outside()) == "a = [1]\nb = 7\n"


def test_a_node_inside_takes_the_place_with_its_own_changes() -> None:
    class Bare(Sevens):
        def leave_Parentheses(self, node: n.Parentheses) -> Change:
            return node.expression

    assert transform(parse("a = ((1 + x))\n"), Bare()) == "a = 7 + x\n"


def test_an_outer_text_wins_over_changes_inside() -> None:
    class Gone(Sevens):
        def leave_TupleCons(self, node: n.TupleCons) -> Change:
            return "[]"

    assert transform(parse("a = [1, [2]]\nb = 3\n"), Gone()) == "a = []\nb = 7\n"


def test_an_outer_change_keeps_changes_inside_of_what_it_keeps() -> None:
    class Renamed(Sevens):
        def leave_FunctionCall(self, node: n.FunctionCall) -> Change:
            return with_changes(node, name="g", arguments=[node.arguments[0], "x"])

    assert transform(parse("a = f( 1 , 2) # c\n"), Renamed()) == "a = g( 7 , x) # c\n"


def test_remove_takes_items_elements_arguments_and_template_parts() -> None:
    class Without(CSTTransformer):
        def leave_Traversal(self, node: n.Traversal) -> Change:
            return REMOVE if node.root_name == "x" else node

        def leave_Interpolation(self, node: n.Interpolation) -> Change:
            return REMOVE if node.text == "${y}" else node

        def leave_Attribute(self, node: Attribute) -> Change:
            return REMOVE if node.name == "gone" else node

        def leave_Block(self, node: Block) -> Change:
            return REMOVE if node.type == "gone" else node

    text = 'a = [x, 1, x]\nb = f(x, 1)\nc = "s${y}"\ngone = 1\n\ngone {\n}\n'
    assert transform(parse(text), Without()) == 'a = [1]\nb = f(1)\nc = "s"\n'
    with pytest.raises(EditError, match="cannot be removed"):
        transform(parse("a = x + 1\n"), Without())


def test_with_changes_keeps_every_other_character() -> None:
    body = parse('b  "l" { # c\n  a   =  1+ 2 # d\n}\n').body
    block = body.blocks[0]
    assert with_changes(block, type="c", labels=['"m"']) == block.text.replace("b  ", "c  ", 1).replace('"l"', '"m"')
    sum_ = block.body["a"].expr
    assert isinstance(sum_, n.BinaryOp)
    assert with_changes(sum_, operator="-", right=sum_.left) == "1- 1"
    assert with_changes(block.body["a"], name="z", expr="3") == "z   =  3"
    assert isinstance(with_changes(sum_, left="0"), Changed)


def test_with_changes_names_the_field_that_is_not_there() -> None:
    node = parse("a = [for x in y : x]\n").body["a"].expr
    with pytest.raises(EditError, match="no field nothing"):
        with_changes(node, nothing="x")
    with pytest.raises(EditError, match="not written here"):
        with_changes(node, condition="x")
    with pytest.raises(EditError, match="one for each"):
        with_changes(parse("a = [1, 2]\n").body["a"].expr, items=["1"])


def test_twenty_thousand_levels_are_no_limit() -> None:
    class Calls(Sevens):
        def leave_Parentheses(self, node: n.Parentheses) -> Change:
            return Changed(["f(", node.expression, ")"])

    depth = 20_000
    text = "a = " + "(" * depth + "1" + ")" * depth + "\n"
    assert transform(parse(text), Calls()) == "a = " + "f(" * depth + "7" + ")" * depth + "\n"
