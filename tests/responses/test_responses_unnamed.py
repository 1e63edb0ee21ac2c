"""Code that the document gives no name and that repeats other code."""

from __future__ import annotations

from response_helpers import OUT, REGION, VPC, answer, fence, files, kinds

from tffix.responses import rewrite

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


def test_what_is_new_beside_a_repetition_is_a_file() -> None:
    data = 'data "aws_region" "current" {}\n'
    text = document(VPC + OUT + data, f"# The region\n{data}\n{REGION}\n{data}\n{EIP}")
    found = answer(text)
    assert files(found) == {"main.tf": VPC + OUT + data, "main_2.tf": f"\n{REGION}\n\n{EIP}"}
    assert kinds(found) == ["unnamed", "unnamed"]
    assert found.notes[1].message.endswith("main_2.tf, without what it repeats (data.aws_region.current).")
    after = files(found)
    after["main_2.tf"] = after["main_2.tf"].replace("string", "any") + OUT.replace("vpc", "v")
    again = answer(rewrite(found, after))
    assert files(again) == after
    assert again.source.text.count(data) == 3
    assert files(answer(rewrite(found, {}))) == {}


def test_snippets_of_repetitions_are_left_out() -> None:
    whole = VPC + OUT + REGION
    assert files(answer(document(whole, REGION + OUT))) == {"main.tf": whole}
    inside = "locals {\n  a = 1\n  b = 2\n}\n"
    assert files(answer(document(whole + inside.replace("b", "c"), inside + EIP))) == {
        "main.tf": whole + inside.replace("b", "c")
    }
