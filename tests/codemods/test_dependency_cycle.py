from __future__ import annotations

import pytest
from tffix_codemods.terraform._cycles import shortest_cycles
from tffix_codemods.terraform._dependency_graph import Vertex, dependency_graph

from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.rules import Level
from tffix.rules.registry import load_rules
from tffix.terraform import Configuration

NAME = "dependency-cycle"


def cycles(edges: dict[str, str]) -> list[str]:
    return ["".join(cycle) for cycle in shortest_cycles(edges, lambda v: edges.get(v, ""))]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({"a": "b", "b": ""}, []),
        ({"a": "a"}, ["a"]),
        ({"b": "a", "a": "b"}, ["ba"]),
        ({"a": "b", "b": "c", "c": "a"}, ["abc"]),
        ({"a": "b", "b": "ac", "c": "b"}, ["ab", "bc"]),
        # the long way round is gone with the short one
        ({"a": "bc", "b": "a", "c": "d", "d": "b"}, ["ab"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["ab", "cd"]),
        ({"a": "bx", "b": "a"}, ["ab"]),
    ],
)
def test_cycles_share_no_edge(edges: dict[str, str], expected: list[str]) -> None:
    assert cycles(edges) == expected


def test_depth_is_no_limit() -> None:
    count = 3000
    found = list(shortest_cycles(range(count), lambda v: [(v + 1) % count]))
    assert found == [tuple(range(count))]


def test_modules_that_call_each_other_end() -> None:
    sources = {"main.tf": 'module "a" {\n  source = "./m"\n}\n', "m/main.tf": 'module "b" {\n  source = "./"\n}\n'}
    graph = dependency_graph(Configuration(sources).modules[""])
    assert Vertex(("a",), "module.b (close)") in graph.elements


def fixed(text: str) -> str:
    outcome = fix_configuration({"main.tf": text}, load_rules([NAME]), Level.UNSAFE, RunOptions({}))
    assert not outcome.failures
    return outcome.after["main.tf"]


GROUP = """resource "aws_cloudwatch_log_group" "x" {{
  name = {name}
}}

resource "aws_lambda_function" "x" {{
  function_name = {function}
  depends_on    = [aws_cloudwatch_log_group.x]
}}
"""


@pytest.mark.parametrize(
    ("name", "function", "expected"),
    [
        ('"/l/${aws_lambda_function.x.function_name}"', "var.n", '"/l/${var.n}"'),
        ('"/l/${aws_lambda_function.x.function_name}/x"', '"a-${var.n}"', '"/l/a-${var.n}/x"'),
        ('"/l/${~ aws_lambda_function.x.function_name}"', '"a"', '"/l/${~ "a"}"'),
        ('"$${upper(aws_lambda_function.x.function_name)}"', '"a"', None),
        ('"${upper(aws_lambda_function.x.function_name)}"', '"a"', '"${upper("a")}"'),
        ("aws_lambda_function.x.function_name", '"a"', '"a"'),
        ('true ? aws_lambda_function.x.function_name : ""', 'var.a ? "a" : "b"', 'true ? (var.a ? "a" : "b") : ""'),
        ('"/l/${aws_lambda_function.x.function_name}"', "aws_cloudwatch_log_group.x.id", None),
        ('"/l/${aws_lambda_function.x.id}"', '"a"', None),
        ('"/l/${aws_lambda_function.x[0].function_name}"', '"a"', None),
    ],
)
def test_names_of_log_groups(name: str, function: str, expected: str | None) -> None:
    text = GROUP.format(name=name, function=function)
    assert fixed(text) == GROUP.format(name=expected or name, function=function)
