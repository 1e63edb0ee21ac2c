"""`--diff` in a pipe is what `git apply` takes, byte for byte."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command import ALIAS, LAMBDA, RULE, LayOut, Tffix

TEXT = LAMBDA.encode()
FILES = {
    "plain.tf": TEXT,
    "crlf.tf": TEXT.replace(b"\n", b"\r\n"),
    "mixed.tf": TEXT.replace(b"{\n", b"{\r\n"),
    "no-newline.tf": TEXT.removesuffix(b"\n"),
    "crlf-no-newline.tf": TEXT.replace(b"\n", b"\r\n").removesuffix(b"\r\n"),
    "latin-1.tf": b"# caf\xe9 \x1b[31m\n" + TEXT.replace(b"  provisioned", b"  # \xff\xfe\n  provisioned"),
    "bom.tf": b"\xef\xbb\xbf" + TEXT,
    "tabs.tf": TEXT.replace(b"  ", b"\t"),
    "form-feed.tf": TEXT.replace(b'"api"\n', '"api" # \x0c \x85 \u2028 \n'.encode()),
    "with space.tf": TEXT,
    "sub dir/d\u00e9j\u00e0 vu.tf": TEXT,
    'quo"te.tf': TEXT,
    "new\nline.tf": TEXT,
    "tab\t.tf": TEXT,
    "b\udcffd.tf": TEXT,
}


def contents(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*.t*")) if p.is_file()}


def lay_out_all(root: Path) -> int:
    """Each file in a directory of its own, as it declares the same as the others; the number of files."""
    for number, (name, data) in enumerate(FILES.items()):
        path = root / f"m{number:02}" / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError:  # a file system that takes UTF-8 only
            continue
    return len(contents(root))


def git_apply(cwd: Path, patch: bytes) -> None:
    done = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"], input=patch, cwd=cwd, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_every_kind_of_file(tffix: Tffix, tmp_path: Path, encoding: str) -> None:
    number = lay_out_all(tmp_path)
    before = contents(tmp_path)
    done = tffix("apply", "--rule", RULE, "--diff", PYTHONIOENCODING=encoding)
    assert done.status == 1
    assert contents(tmp_path) == before
    git_apply(tmp_path, done.out)
    patched = contents(tmp_path)
    assert sum(ALIAS.encode() in data for data in patched.values()) == number
    lay_out_all(tmp_path)
    assert tffix("apply", "--rule", RULE, "--jobs", "1").status == 0
    assert contents(tmp_path) == patched


def test_crlf_in_a_repository_and_below_its_top(tffix: Tffix, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    (tmp_path / "live" / "app").mkdir(parents=True)
    (tmp_path / "live" / "app" / "main.tf").write_bytes(FILES["crlf.tf"])
    git_apply(tmp_path / "live", tffix("apply", "--rule", RULE, "--diff", cwd="live").out)
    assert ALIAS.encode() in (tmp_path / "live" / "app" / "main.tf").read_bytes()


def test_a_file_that_is_created(tffix: Tffix, tmp_path: Path, lay_out: LayOut) -> None:
    machine = 'resource "aws_sfn_state_machine" "x" {\n  definition = jsonencode({ StartAt = "a" })\n}\n'
    lay_out({"m/main.tf": machine})
    arguments = ("apply", "--rule", "sfn-definition-templatefile")
    git_apply(tmp_path, tffix(*arguments, "--diff").out)
    patched = contents(tmp_path)
    assert len(patched) == 2
    for path in patched:
        (tmp_path / path).unlink()
    lay_out({"m/main.tf": machine})
    assert tffix(*arguments).status == 0
    assert contents(tmp_path) == patched


def test_answers(tffix: Tffix, tmp_path: Path, lay_out: LayOut) -> None:
    answer = f"# Caf\u00e9\n\n## main.tf\n\n```hcl\n{LAMBDA}```".replace("\n", "\r\n").encode() + b"\r\n\r\n\xff"
    lay_out({"an answer.md": answer})
    git_apply(tmp_path, tffix("apply", "--rule", RULE, "--diff", "an answer.md").out)
    patched = (tmp_path / "an answer.md").read_bytes()
    assert patched.endswith(b"```\r\n\r\n\xff")
    assert patched.count(b"\r\n") == patched.count(b"\n")
    lay_out({"an answer.md": answer})
    assert tffix("apply", "--rule", RULE, "an answer.md").status == 0
    assert (tmp_path / "an answer.md").read_bytes() == patched
