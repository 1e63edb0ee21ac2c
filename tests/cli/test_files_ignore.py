from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tffix.cli.discover import discover
from tffix.cli.ignore import patterns

TREE = [
    "main.tf",
    "gen.tf",
    "build/a.tf",
    "keep/a.tf",
    "keep/b.gen.tf",
    "keep/deep/c.gen.tf",
    "keep/deep/a.tf",
    "x/build/a.tf",
    "x/keep/a.tf",
    "x/keep/build/b.tf",
    "sp ace/a.tf",
    "sp ace/[1].tf",
    "é/ü.tf",
]


def lay_out(root: Path, ignores: dict[str, str]) -> None:
    for path in TREE:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")
    for path, text in ignores.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def targets(root: Path, *paths: str) -> list[str]:
    discovery = discover(list(paths) or ["."], cwd=str(root))
    assert discovery.errors == ()
    return sorted(f.shown for d in discovery.directories for f in d.files if f.target)


def as_git_sees_it(root: Path) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--others", "--exclude-standard", "--", "*.tf"],
        cwd=root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return sorted(name for name in listed.stdout.split("\0") if name)


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

CASES: list[dict[str, str]] = [
    {},
    {".gitignore": "build/\n"},
    {".gitignore": "/build\n"},
    {".gitignore": "build\n!x/build\n"},
    {".gitignore": "*.gen.tf\n", "keep/.gitignore": "!b.gen.tf\n"},
    {".gitignore": "*.gen.tf\n", "keep/deep/.gitignore": "!*.tf\n"},
    {".gitignore": "keep/\n", "keep/.gitignore": "!a.tf\n"},
    {".gitignore": "/*\n!/keep/\n"},
    {".gitignore": "/*\n!/keep/\n/keep/*\n!/keep/deep\n"},
    {".gitignore": "**/deep/**\n"},
    {".gitignore": "keep/**/c.gen.tf\n"},
    {".gitignore": "*.tf\n!keep/\n"},
    {".gitignore": "*.tf\n!a.tf\n"},
    {".gitignore": "keep/*\n!keep/deep/\n"},
    {".gitignore": "# comment\n\n\\#x\nsp\\ ace/\n"},
    {".gitignore": "[[]1].tf\n"},
    {".gitignore": "é\n"},
    {".gitignore": "build   \nkeep/ \n"},
    {".gitignore": "gen.tf\r\nbuild/\r\n"},
    {".gitignore": "!\n/\n***\nbuild\n"},
    {".git/info/exclude": "build/\n"},
    {".git/info/exclude": "*.tf\n", ".gitignore": "!main.tf\n"},
    {"x/.gitignore": "/build\n"},
    {"x/.gitignore": "keep/build\n!keep\n"},
    {".gitignore": "x/keep\n", "x/.gitignore": "!keep\n"},
    {".gitignore": "?en.tf\nk*p/a.tf\n"},
]


@needs_git
@pytest.mark.parametrize("ignores", CASES)
def test_what_git_ignores_is_no_target(tmp_path: Path, ignores: dict[str, str]) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    lay_out(tmp_path, ignores)
    assert targets(tmp_path) == as_git_sees_it(tmp_path)


@needs_git
def test_random_patterns_agree_with_git(tmp_path: Path) -> None:
    rng = random.Random(11)
    words = ["build", "keep", "deep", "a.tf", "*.gen.tf", "*.tf", "x", "*", "**", "gen.tf"]
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    lay_out(tmp_path, {})
    for _ in range(60):
        for where in (".gitignore", "keep/.gitignore", "x/.gitignore"):
            lines = []
            for _ in range(rng.randint(0, 3)):
                line = "/".join(rng.choice(words) for _ in range(rng.randint(1, 2)))
                end = rng.choice(["", "/", ""])
                lines.append(rng.choice(["", "!", ""]) + rng.choice(["", "/"]) + line + end)
            (tmp_path / where).write_text("\n".join(lines) + "\n")
        shown = {w: (tmp_path / w).read_text() for w in (".gitignore", "keep/.gitignore", "x/.gitignore")}
        assert targets(tmp_path) == as_git_sees_it(tmp_path), shown


def test_outside_of_a_repository_the_files_below_count(tmp_path: Path) -> None:
    lay_out(tmp_path, {".gitignore": "build/\n", "keep/.gitignore": "deep\n"})
    assert targets(tmp_path) == [
        "gen.tf", "keep/a.tf", "keep/b.gen.tf", "main.tf", "sp ace/[1].tf", "sp ace/a.tf", "x/keep/a.tf", "é/ü.tf",
    ]  # fmt: skip


def test_the_repository_counts_also_for_a_directory_deep_in_it(tmp_path: Path) -> None:
    lay_out(tmp_path, {".gitignore": "*.gen.tf\n", "keep/.gitignore": "/deep/a.tf\n", ".git/info/exclude": "b.*\n"})
    assert targets(tmp_path, "keep/deep") == []
    assert targets(tmp_path, "keep") == ["keep/a.tf"]
    assert targets(tmp_path, "x") == ["x/build/a.tf", "x/keep/a.tf"]


def test_naming_an_ignored_directory_overrules(tmp_path: Path) -> None:
    lay_out(tmp_path, {".gitignore": "keep/\n*.gen.tf\n", ".git/HEAD": "", "keep/.gitignore": "/a.tf\n"})
    assert targets(tmp_path) == [
        "build/a.tf", "gen.tf", "main.tf", "sp ace/[1].tf", "sp ace/a.tf", "x/build/a.tf", "é/ü.tf",
    ]  # fmt: skip
    assert targets(tmp_path, "keep") == ["keep/b.gen.tf", "keep/deep/a.tf", "keep/deep/c.gen.tf"]


def test_patterns_that_make_no_sense_are_left_out() -> None:
    made = patterns("/w", ["# only", "", "   "])
    assert made is None
    made = patterns("/w", ["!", "a.tf"])
    assert made is not None
    assert made.decide("/w/a.tf", False) is True
    assert made.decide("/elsewhere/a.tf", False) is None
    assert made.decide("/w", True) is None
