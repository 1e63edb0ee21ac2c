"""Code that the document gives no name and that repeats other code."""

from __future__ import annotations

from response_helpers import OUT, REGION, VPC, answer, fence, files, kinds

CALL = 'module "net" {\n  source = "./modules/net"\n  region = var.region\n}\n'
NET = 'output "net" {\n  value = module.net.vpc\n}\n'
EIP = 'variable "pool" {\n  type = string\n}\n\nresource "aws_eip" "a" {\n  public_ipv4_pool = var.pool\n}\n'
INPUTS = REGION + 'variable "name" {}\nvariable "zone" {}\n'
PIECES = [CALL, INPUTS, NET, VPC, REGION + EIP, OUT, 'output "eip" {\n  value = aws_eip.a.id\n}\n' + OUT]


def document(*pieces: str) -> str:
    """Fences with a word between them."""
    return "\nand\n\n".join(map(fence, pieces))


def test_files_of_modules_without_a_name_are_excerpts() -> None:
    found = answer(document(*PIECES))
    assert files(found) == {"main.tf": CALL, "main_2.tf": INPUTS, "main_3.tf": NET}
    assert kinds(found) == ["unnamed"] * 3 + ["excerpt"] * 4
    assert found.notes[-1].message.endswith("does not hold under its path (./modules/net); it is left out.")
    named = answer(f"## main.tf\n{document(*PIECES)}")
    assert files(named) == {"main.tf": CALL, "main_2.tf": INPUTS, "main_3.tf": NET}


def test_pieces_that_do_not_clash_are_files() -> None:
    assert list(files(answer(document(CALL, REGION, VPC, OUT)))) == ["main.tf", "main_2.tf", "main_3.tf", "main_4.tf"]


def test_modules_that_the_answer_holds_leave_the_pieces_to_the_root() -> None:
    module = f"\n## modules/net/main.tf\n{fence(REGION + VPC)}"
    assert "excerpt" not in kinds(answer(document(CALL, INPUTS, VPC, REGION + EIP) + module))
