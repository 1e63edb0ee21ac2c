"""Files and directories that are out of the ordinary."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from command import ALIAS, LAMBDA, RULE, LayOut, Tffix

FIX = ("apply", "--rule", RULE)


def test_directory_that_is_called_like_a_file(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"x.tf/main.tf": LAMBDA, "y.md/main.tf": LAMBDA, "main.tf": "locals {}\n"})
    assert quick(*FIX, "--check").flat.count("would fix") == 2
    assert quick(*FIX, "x.tf").status == 0
    assert quick(*FIX, "y.md").status == 0
    assert quick("check", "--rule", RULE).status == 0


def test_links_in_a_circle_are_files_that_cannot_be_read(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"sub/main.tf": LAMBDA})
    (tmp_path / "circle.tf").symlink_to("circle.tf")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "sub/up").symlink_to("..")
    done = quick("check", "--rule", RULE)
    assert done.status == 3
    assert "Error: circle.tf cannot be read: too many levels of symbolic links" in done.flat
    assert "on sub/main.tf line 8" in done.flat


def test_nothing_to_read(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"docs/README.md": "```hcl\n" + LAMBDA + "```\n"})
    done = quick("check", "docs")
    assert (done.status, done.flat) == (
        0,
        "There are no Terraform files here. (Markdown answers are read when they are named.)",
    )
    assert json.loads(quick("check", "docs", "--format", "json").stdout)["summary"]["files"] == 0


@pytest.mark.parametrize(
    "name", ["with space.tf", "caf\u00e9 \u65e5\u672c.tf", "new\nline.tf", "b\udcffd.tf", "-dash.tf"]
)
def test_names(quick: Tffix, tmp_path: Path, name: str) -> None:
    try:
        (tmp_path / name).write_text(LAMBDA)
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    assert quick("check", "--rule", RULE, f"./{name}").status == 1
    document = json.loads(quick(*FIX, f"./{name}", "--format", "json").out)
    assert document["changed"] == [name]
    assert ALIAS in (tmp_path / name).read_text()


def test_big_file(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    blocks = [f'locals {{\n  v{i} = "{"x" * 80} ${{var.y}}"\n}}\n' for i in range(20_000, 66_000)]
    big, small = "".join(blocks), "".join(blocks[:3000])
    lay_out({"big/main.tf": LAMBDA + big, "main.tf": LAMBDA + small})
    assert (tmp_path / "big/main.tf").stat().st_size > 5_000_000
    began = time.process_time()
    assert quick("check", "--rule", RULE, "big").status == 1
    assert quick(*FIX, "main.tf").status == 0
    assert time.process_time() - began < 60
    assert (tmp_path / "main.tf").read_text().endswith(small)


def test_syntax_error_beside_good_files(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    bad = b'locals {\r\n  x = "\xff${"\r\n}\r\n'
    lay_out({"bad.tf": bad, "main.tf": LAMBDA, "other/main.tf": LAMBDA})
    done = quick(*FIX)
    assert done.status == 3
    assert "on bad.tf line 2" in done.stdout
    assert done.stdout.endswith("1 file could not be parsed.\n")
    assert (tmp_path / "bad.tf").read_bytes() == bad
    assert ALIAS in (tmp_path / "other/main.tf").read_text()


@pytest.mark.parametrize(
    ("name", "text"), [("x.tfvars", "a = [1\n"), ("x.tftpl", "line\n%{ if }\n"), ("t/x.tftest.hcl", 'run "a" {\n')]
)
def test_other_kinds_with_syntax_errors(quick: Tffix, lay_out: LayOut, name: str, text: str) -> None:
    lay_out({"main.tf": "locals {}\n", name: text})
    done = quick("check")
    assert done.status == 3, done.said
    assert f"on {name} line" in done.stdout


def test_every_byte_outside_of_the_fix_stays(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    head = b"\xef\xbb\xbf# caf\xe9 \xff\t \r\n"
    tail = b"# the end, and no newline \xe9"
    lay_out({"main.tf": head + LAMBDA.replace("\n", "\r\n").encode() + tail})
    (tmp_path / "main.tf").chmod(0o640)
    assert quick(*FIX).status == 0
    after = (tmp_path / "main.tf").read_bytes()
    assert after.startswith(head)
    assert after.endswith(tail)
    assert ALIAS.encode() in after
    assert after.count(b"\n") == after.count(b"\r\n")
    assert (tmp_path / "main.tf").stat().st_mode & 0o777 == 0o640


def test_standard_input_byte_for_byte(quick: Tffix) -> None:
    data = b"\xef\xbb\xbf" + LAMBDA.replace("\n", "\r\n").encode() + b"# \xff\x00"
    done = quick("apply", "-", "--safe", "--rule", RULE, stdin=data)
    assert done.out == data
    assert quick("apply", "-", stdin=b"locals {\r\n").out == b"locals {\r\n"
    assert quick("apply", "-", stdin=b"").out == b""


def test_json_is_read_and_a_note_says_that_it_is_not_rewritten(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"main.tf.json": '{"variable": {"x": {}}}', "out.tf": "locals {}\n"})
    assert "Note: main.tf.json is read, but never rewritten." in quick("check").stdout
    notes = json.loads(quick("check", "--format", "json").stdout)["notes"]
    assert notes == ["main.tf.json is read, but never rewritten."]
    assert "main.tf.json" not in quick("check", "out.tf").stdout
