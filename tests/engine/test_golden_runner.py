from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from engine_rules import load

from tffix.errors import ConfigError, FileError
from tffix.testing import CaseKind, check_case, golden_cases, read_case, run_case
from tffix.testing.record import record

DEMO = 'resource "demo" "x" {\n  v = "quiet"\n}\n'


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def tree(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_case_is_recorded_and_holds(tmp_path: Path) -> None:
    case = write(tmp_path / "set-a" / "fixes-it", {"before.tf": DEMO})
    assert any("record the case" in problem for problem in run_case(read_case(case), load).problems)
    said = record(case, load)
    assert said.startswith("recorded set-a/fixes-it\n--- a/main.tf\n")
    assert "wrong:" not in said
    assert tree(case) == ["after.tf", "before.tf", "expected.diff", "report.txt"]
    assert "fix (safe): Set a" in (case / "report.txt").read_text(encoding="utf-8")
    assert check_case(read_case(case), load).problems == ()
    before = {path: (case / path).read_bytes() for path in tree(case)}
    record(case, load)
    assert {path: (case / path).read_bytes() for path in tree(case)} == before


def test_a_case_of_several_files(tmp_path: Path) -> None:
    files = {"before/a.tf": DEMO.replace("x", "one"), "before/b.tf": DEMO.replace("x", "two"), "before/c.bin": "c"}
    case = write(tmp_path / "pair" / "fixes-it", files)
    record(case, load)
    assert tree(case / "after") == ["a.tf", "b.tf", "c.bin", "pair.txt"]
    result = check_case(read_case(case), load)
    assert result.outcome.changed == ("a.tf", "b.tf", "pair.txt")


def test_a_new_file_turns_after_into_a_folder(tmp_path: Path) -> None:
    case = write(tmp_path / "pair" / "fixes-it", {"before.tf": DEMO.replace("x", "one") + DEMO.replace("x", "two")})
    record(case, load)
    assert tree(case) == ["after/main.tf", "after/pair.txt", "before.tf", "expected.diff", "report.txt"]
    check_case(read_case(case), load)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("fixes-nothing", 'resource "demo" "x" {\n  a = 1\n}\n', "a case that fixes must change something"),
        ("reports-and-fixes", DEMO, "a case that reports must change nothing"),
        ("reports-nothing", "locals {}\n", "a case that reports must report something"),
        ("ignores-not", DEMO, "a case that ignores must stay silent"),
    ],
)
def test_a_case_that_is_not_what_its_name_says(tmp_path: Path, name: str, text: str, problem: str) -> None:
    case = write(tmp_path / "set-a" / name, {"before.tf": text})
    assert f"wrong: {problem}" in record(case, load)
    assert not (case / "after.tf").exists() or name.startswith("fixes")
    with pytest.raises(AssertionError, match=problem):
        check_case(read_case(case), load)


def test_files_that_differ_are_shown(tmp_path: Path) -> None:
    case = write(tmp_path / "set-a" / "fixes-it", {"before.tf": DEMO})
    record(case, load)
    write(case, {"after.tf": DEMO, "report.txt": "nothing\n"})
    problems = "\n".join(run_case(read_case(case), load).problems)
    assert "the result differs from after:" in problems
    assert '+  a = "set"' in problems
    assert "report.txt differs:" in problems


def test_configuration_of_a_case(tmp_path: Path) -> None:
    files = {"before.tf": DEMO, "tffix.toml": 'rules = ["set-b", "set-a"]\n\n[levels]\nset-b = "manual"\n'}
    case = write(tmp_path / "set-a" / "fixes-named", files)
    record(case, load)
    result = check_case(read_case(case), load)
    assert [applied.diagnostic.rule for applied in result.outcome.applied] == ["set-a"]
    assert [found.rule for found in result.outcome.diagnostics] == ["set-b"]


def test_an_option_that_nobody_declares(tmp_path: Path) -> None:
    case = write(tmp_path / "set-a" / "fixes-it", {"before.tf": DEMO, "tffix.toml": "[set-a]\nx = 1\n"})
    with pytest.raises(ConfigError, match=r"set-a/fixes-it/tffix\.toml line 1: unknown section"):
        run_case(read_case(case), load)


def test_cases_are_found_in_order(tmp_path: Path) -> None:
    for folder in ("b/fixes-z", "b/fixes-a", "a/ignores-x", "_free/anything"):
        write(tmp_path / folder, {"before.tf": DEMO})
    write(tmp_path, {"README.md": "", ".hidden/x/before.tf": "", "a/notes.txt": ""})
    cases = golden_cases(tmp_path)
    assert [str(case) for case in cases] == ["_free/anything", "a/ignores-x", "b/fixes-a", "b/fixes-z"]
    assert [case.kind for case in cases][:2] == [CaseKind.FREE, CaseKind.IGNORES]
    assert golden_cases(tmp_path / "nowhere") == []


@pytest.mark.parametrize("folder", ["a/something", "a/fixes-without-before"])
def test_what_is_no_case(tmp_path: Path, folder: str) -> None:
    write(tmp_path / folder, {"notes.txt": ""} if "fixes" in folder else {"before.tf": DEMO})
    with pytest.raises(FileError):
        golden_cases(tmp_path)


OTHERS = """\
import pytest
from tffix.rules import Fix, Level, Rule
from tffix import matchers as m
from tffix.testing import check_case, golden_cases


class SetA(Rule):
    name = "set-a"
    target = m.Resource("demo", a=m.Absent())

    def check(self, element, ctx):
        fix = Fix("Set a", Level.SAFE)
        fix.set_attribute(element, "a", "1")
        ctx.report(element, "There is no a.", fix)


@pytest.mark.parametrize("case", golden_cases("golden"), ids=str)
def test_golden(case):
    check_case(case, lambda name: SetA())
"""


def test_the_plugin_in_a_project_of_somebody_else(tmp_path: Path) -> None:
    write(tmp_path, {"test_ours.py": OTHERS, "golden/set-a/fixes-it/before.tf": DEMO})

    def pytest_says(*arguments: str) -> str:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout

    if "--update-golden" not in pytest_says("--help"):
        pytest.skip("tffix is not installed: its pytest plugin is not loaded")
    assert "1 failed" in pytest_says()
    assert "1 passed" in pytest_says("--update-golden")
    assert "1 passed" in pytest_says()
