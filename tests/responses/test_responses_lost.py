"""What refers to the things that an answer lost."""

from __future__ import annotations

import pytest
from response_helpers import answer, fence

from tffix.responses.lost import lost_by

MAIN = """\
resource "aws_subnet" "a" {
  vpc_id = aws_vpc.lost.id
}

locals {
  lost_too = { id = aws_vpc.lost[0].arn }
}
"""
CALL = """\
module "net" {
  source = "./net"
  cidr   = "10.0.0.0/16"
}

output "id" {
  value = module.net.vpc_id
}

output "arn" {
  value = module.net.arn
}
"""


@pytest.mark.parametrize(
    ("path", "code", "cut", "expected"),
    [
        (
            "vpc.tf",
            MAIN,
            'resource "aws_vpc" "lost" {\n  tags = {',
            [("main.tf", 1, "aws_subnet.a"), ("main.tf", 5, "local.lost_too")],
        ),
        ("net/main.tf", CALL, 'output "vpc_id" {\n  value =', [("main.tf", 6, "output.id")]),
        ("net/main.tf", CALL, 'variable "cidr" {', [("main.tf", 2, "module.net")]),
        ("other/main.tf", CALL, 'output "vpc_id" {\n  value =', []),
        ("net/main.tf", CALL, 'output "vpc_', []),
    ],
)
def test_what_refers_to_what_was_cut(path: str, code: str, cut: str, expected: list[tuple[str, int, str]]) -> None:
    found = answer(f"## main.tf\n\n{fence(code)}\n## {path}\n\n```hcl\nlocals {{\n}}\n\n{cut}")
    [loss] = found.truncated
    lost = lost_by(found, loss)
    assert [(m.path, code[: m.start].count("\n"), m.within) for m in lost] == expected
    assert all(m.address in loss.names for m in lost)


def test_references_in_the_file_that_was_cut_itself() -> None:
    found = answer(f'## main.tf\n\n```hcl\n{MAIN}\nresource "aws_vpc" "lost" {{\n  x =')
    [loss] = found.truncated
    assert len(lost_by(found, loss)) == 2
