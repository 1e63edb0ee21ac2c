"""`tffix draft`, as a user sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import ALIAS, LAMBDA, RULE, LayOut, Tffix

ANSWER = f"# Answer\n\nHere it is.\n\n## main.tf\n\n```hcl\n{LAMBDA}```\n\nThat was it.\n"
CLEAN = '# Answer\n\n## main.tf\n\n```hcl\noutput "x" {\n  value = 1\n}\n```\n'
DRAFT = ("draft", "--rule", RULE)


def tree(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_draft_goes_to_standard_output(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"a.md": ANSWER})
    done = quick(*DRAFT, "a.md")
    assert done.status == 0
    assert done.stdout.startswith("# Answer\n\nHere it is.\n")
    assert ALIAS in done.stdout
    assert "1 finding in a.md" in done.stderr
    assert tree(tmp_path) == {"a.md": ANSWER}


def test_outputs_beside_the_answer(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"sub/a.md": ANSWER})
    done = quick(*DRAFT, "sub/a.md", "-o", "IDEAL.md", "--report", "FAILURES.md", "--html", "page.html")
    assert done.status == 0
    assert "Written: sub/IDEAL.md, sub/FAILURES.md, sub/page.html" in done.flat
    files = tree(tmp_path)
    assert files["sub/a.md"] == ANSWER
    assert ALIAS in files["sub/IDEAL.md"]
    assert "line 15 (`main.tf` line 8)" in files["sub/FAILURES.md"]
    assert files["sub/page.html"].startswith("<!doctype html>")
    again = quick(*DRAFT, "sub/IDEAL.md", "-o", "-")
    assert again.stdout == files["sub/IDEAL.md"]
    assert quick(*DRAFT, "sub/a.md", "-o", "IDEAL.md", "--report", "FAILURES.md", "--html", "page.html").status == 0
    assert tree(tmp_path) == files, "a second run writes the same"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("X.md", ["a/X.md", "b/c/X.md"]),
        ("out/", ["out/a/IDEAL_RESPONSE.md", "out/b/c/IDEAL_RESPONSE.md"]),
        ("there", ["there/a/IDEAL_RESPONSE.md", "there/b/c/IDEAL_RESPONSE.md"]),
    ],
)
def test_many_answers(quick: Tffix, lay_out: LayOut, tmp_path: Path, typed: str, written: list[str]) -> None:
    answers = {"a/MODEL_RESPONSE.md": ANSWER, "b/c/MODEL_RESPONSE.md": CLEAN, "b/README.md": ANSWER}
    lay_out({**answers, "there/.keep": ""})
    done = quick(*DRAFT, ".", "-o", typed)
    assert done.status == 0
    table = [line.split() for line in done.stdout.splitlines()]
    assert ["a/MODEL_RESPONSE.md", "1", "1", "0", "0", "-", "+8", "-1"] in table
    assert ["b/c/MODEL_RESPONSE.md", "0", "0", "0", "0", "-", "+0", "-0"] in table
    assert table[-1][:3] == ["2", "answers", "1"]
    files = tree(tmp_path)
    assert sorted(files.keys() - answers.keys() - {"there/.keep"}) == written
    assert {name: files[name] for name in answers} == answers


def test_glob_says_what_an_answer_is(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"x/A.md": CLEAN, "x/y/A.md": CLEAN, "x/B.md": CLEAN})
    assert "2 answers" in quick(*DRAFT, "x", "--glob", "**/A.md").stdout
    assert "1 finding" not in quick(*DRAFT, "x", "--glob", "A.md", "--check").stdout
    assert "no answers" in quick(*DRAFT, "x").stdout
    assert quick(*DRAFT, "x", "--glob", "/A.md").status == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.md", "-o", "a.md"), "would overwrite a.md"),
        (("a.md", "-o", "b.md", "--report", "b.md"), "twice"),
        (("a.md", "--prompt", "p.md", "--report", "p.md"), "would overwrite p.md"),
        (("a.md", "--context", "c.tf", "--html", "./c.tf"), "would overwrite c.tf"),
        (("a.md", "b.md", "-o", "x/y.md"), "one file for 2 answers"),
        (("a.md", "b.md", "-o", "-"), "standard output"),
        (("a.md", "--prompt", "none.md"), "none.md cannot be read"),
        (("a.md", "--prompt", "bin.md"), "bin.md is not a text file"),
        (("a.md", "b.md", "--prompt", "bin.md"), "bin.md is not a text file"),
        (("a.md", "b.md", "--prompt", "none.md"), "there is no none.md beside any of the 2 answers"),
        (("-",), "standard input"),
        (("c.tf",), "no Markdown answer"),
        (("a.md", "b.md", "--context", "c.tf", "--patch-context"), "one answer"),
    ],
)
def test_wrong_usage(quick: Tffix, lay_out: LayOut, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    files = {
        "a.md": ANSWER,
        "b.md": CLEAN,
        "p.md": "Write Terraform.\n",
        "c.tf": "locals {}\n",
        "bin.md": "x\0\x1b[31m",
    }
    lay_out(dict(files))
    done = quick(*DRAFT, *arguments)
    assert done.status == 2
    assert said in done.flat
    assert tree(tmp_path) == files


@pytest.mark.parametrize("command", ["draft", "check"])
def test_answer_that_is_no_text(quick: Tffix, lay_out: LayOut, command: str) -> None:
    lay_out({"a.md": b"# Answer\n\0\x01\x1b[31m\xff", "empty.md": b""})
    done = quick(command, "--rule", RULE, "a.md")
    assert done.status == 3
    assert "a.md is not a text file" in done.flat
    assert "\0" not in done.stdout + done.stderr
    assert quick(command, "--rule", RULE, "empty.md").status == 0


def test_missing_file_is_a_finding(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"a.md": "No code.\n", "empty.md": "", "p.md": "Put everything in a single Terraform file `main.tf`.\n"})
    options = ("--prompt", "p.md", "--rule", "response-missing-file", "--check")
    for name in ("a.md", "empty.md"):
        done = quick("draft", name, *options)
        assert done.status == 1
        assert "main.tf is demanded, and the answer has no such file" in done.flat
    table = [line.split() for line in quick("draft", "a.md", "empty.md", *options).stdout.splitlines()]
    assert table[-1][:4] == ["2", "answers", "2", "0"]


def test_check_is_about_findings(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"bad.md": ANSWER, "good.md": CLEAN})
    assert quick(*DRAFT, "bad.md", "--check").status == 1
    assert quick(*DRAFT, "good.md", "--check").status == 0
    assert tree(tmp_path) == {"bad.md": ANSWER, "good.md": CLEAN}
    assert quick(*DRAFT, "bad.md", "--check", "--report", "R.md").status == 1
    assert (tmp_path / "R.md").exists()


def test_check_is_about_the_contract(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"a.md": CLEAN, "p.md": "Return exactly one fenced code block. No text outside the block.\n"})
    done = quick("draft", "a.md", "--prompt", "p.md", "--check", "--rule", RULE)
    assert done.status == 1
    assert "Demanded: No text outside of the code. Not met: 2 lines of text" in done.flat
    assert "not met in the draft either" in done.flat
    done = quick("draft", "a.md", "--prompt", "p.md", "--rule", "response-text-outside-fence", "--check")
    assert "met in the draft)" in done.flat
    table = quick("draft", "a.md", "a.md", ".", "--glob", "*.md", "--prompt", "p.md").stdout
    assert "1, then 2 of 2" in table


def test_json(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"a/bad.md": ANSWER, "good.md": CLEAN})
    done = quick(*DRAFT, "a/bad.md", "good.md", "--json", "--report", "R.md")
    assert done.status == 0
    document = json.loads(done.stdout)
    assert document["version"] == 1
    first, second = document["answers"]
    assert (first["answer"], first["report"], first["draft"]) == ("a/bad.md", "a/R.md", None)
    assert (first["changed"], second["changed"]) == (True, False)
    assert first["findings"][0]["rule"] == RULE
    assert first["findings"][0]["places"][0]["line"] == 15
    assert quick(*DRAFT, "a/bad.md", "--format", "json").stdout == quick(*DRAFT, "a/bad.md", "--json").stdout


def test_failures(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"a.md": ANSWER, "folder/.keep": ""})
    assert quick(*DRAFT, "missing.md").status == 3
    assert quick(*DRAFT, "a.md", "-o", "folder/x/").status == 0
    (tmp_path / "target.md").write_text("kept")
    (tmp_path / "link.md").symlink_to("target.md")
    done = quick(*DRAFT, "a.md", "-o", "link.md", "--report", "R.md")
    assert done.status == 3
    assert (tmp_path / "target.md").read_text() == "kept"
    assert not (tmp_path / "R.md").exists(), "all outputs of an answer are written, or none"


def test_format_and_bytes(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    answer = b"caf\xe9\r\n\r\n## main.tf\r\n```hcl\r\nlocals {\r\n  a=1\r\n}\r\n```\r\n"
    lay_out({"a.md": answer})
    assert quick(*DRAFT, "a.md").out == answer
    assert quick(*DRAFT, "a.md", "--fmt", "--report", "R.md", "-o", "-").out == answer.replace(b"a=1", b"a = 1")
    assert "Formatted as `terraform fmt` does: `main.tf`." in (tmp_path / "R.md").read_text()


def test_prompt_beside_each_answer(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"a/MODEL_RESPONSE.md": CLEAN, "a/PROMPT.md": "Do it.\n", "b/MODEL_RESPONSE.md": CLEAN})
    done = quick(*DRAFT, ".", "--prompt", "PROMPT.md", "--json")
    document = json.loads(done.stdout)
    assert [one["prompt"] for one in document["answers"]] == ["a/PROMPT.md", None]
    assert document["notes"] == ["b/MODEL_RESPONSE.md has no prompt beside it: its form is not checked."]


def test_configuration_counts(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"a.md": ANSWER, ".tffix.toml": f'rules = ["{RULE}"]\n[levels]\n{RULE} = "manual"\n'})
    done = quick("draft", "a.md")
    assert done.stdout == ANSWER
    assert "to decide" in done.stderr


def test_context_is_read_and_with_leave_written(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"a.md": CLEAN, "main.tf": LAMBDA, "provider.tf": LAMBDA})
    done = quick(*DRAFT, "a.md", "-o", "D.md", "--context", "provider.tf")
    assert done.status == 0
    assert (tmp_path / "provider.tf").read_text() == LAMBDA
    done = quick(*DRAFT, "a.md", "-o", "D.md", "--context", "provider.tf", "--patch-context")
    assert done.status == 0
    assert ALIAS in (tmp_path / "provider.tf").read_text()
    assert (tmp_path / "D.md").read_text() == CLEAN
    assert (tmp_path / "main.tf").read_text() == LAMBDA, "nobody named it"


def test_own_failure_is_one_of_that_answer(
    quick: Tffix, lay_out: LayOut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tffix.cli import draft_task

    def fail(source: object, *_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(draft_task, "draft", fail)
    lay_out({"a.md": ANSWER})
    done = quick(*DRAFT, "a.md", "-o", "D.md", "--report", "R.md")
    assert done.status == 3
    assert "tffix itself failed on a.md" in done.flat
    assert "a bug" in done.flat
    assert "Nothing was found" not in done.flat
    assert tree(tmp_path) == {"a.md": ANSWER}
