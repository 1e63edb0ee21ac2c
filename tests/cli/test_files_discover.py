from __future__ import annotations

import os
from pathlib import Path

import pytest

from tffix.cli import discover as module
from tffix.cli.discover import Discovery, discover


def lay_out(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")


def seen(discovery: Discovery) -> dict[str, list[str]]:
    """Per directory the files, context in brackets."""
    return {d.shown: [f.shown if f.target else f"({f.shown})" for f in d.files] for d in discovery.directories}


def test_a_directory_is_searched(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        "main.tf",
        "b.tofu",
        "x.tfvars",
        "c.tf.json",
        "handler.zip",
        "README.md",
        ".hidden.tf",
        "main.tf~",
        "modules/a/main.tf",
        "modules/a/tests/a.tftest.hcl",
        ".config/x.tf",
        ".terraform/modules/a/main.tf",
        "node_modules/x/main.tf",
        "lambda/index.js",
    )
    discovery = discover(["."], cwd=str(tmp_path))
    assert seen(discovery) == {
        ".": ["b.tofu", "c.tf.json", "main.tf", "x.tfvars"],
        ".config": [".config/x.tf"],
        "modules/a": ["modules/a/main.tf"],
        "modules/a/tests": ["modules/a/tests/a.tftest.hcl"],
    }
    assert discovery.documents == ()
    assert discovery.directories[0].siblings == (
        ".config/x.tf",
        ".hidden.tf",
        ".terraform/",
        "README.md",
        "handler.zip",
        "lambda/index.js",
        "main.tf~",
        "modules/a/main.tf",
        "modules/a/tests/a.tftest.hcl",
        "node_modules/",
    )
    both = discover(["."], cwd=str(tmp_path), documents=True)
    assert [f.shown for f in both.documents] == ["README.md"]


def test_a_named_file_brings_its_module_as_context(tmp_path: Path) -> None:
    lay_out(tmp_path, "m/main.tf", "m/variables.tf", "m/x.tfvars", "m/deep/y.tf", "m/z.zip", "m/.b.tf")
    discovery = discover(["m/main.tf"], cwd=str(tmp_path))
    assert seen(discovery) == {"m": ["m/main.tf", "(m/variables.tf)", "(m/x.tfvars)"]}
    assert discovery.directories[0].siblings == (".b.tf", "deep/y.tf", "z.zip")
    # Named beside its directory, or twice, it is what it was; what is named is never context.
    for paths in (["m/main.tf", "m"], ["m", "m/main.tf"]):
        assert seen(discover(paths, cwd=str(tmp_path)))["m"] == ["m/main.tf", "m/variables.tf", "m/x.tfvars"]
    twice = discover(["m/main.tf", "./m/../m/main.tf", "m/.b.tf"], cwd=str(tmp_path))
    assert seen(twice) == {"m": ["m/.b.tf", "m/main.tf", "(m/variables.tf)", "(m/x.tfvars)"]}


def test_named_files_are_taken_even_if_ignored(tmp_path: Path) -> None:
    lay_out(tmp_path, "main.tf", "gen.tf")
    (tmp_path / ".gitignore").write_text("gen.tf\n")
    assert seen(discover(["."], cwd=str(tmp_path))) == {".": ["(gen.tf)", "main.tf"]}
    assert seen(discover(["gen.tf"], cwd=str(tmp_path))) == {".": ["gen.tf", "(main.tf)"]}
    assert seen(discover(["main.tf"], cwd=str(tmp_path), exclude=["*.tf"])) == {".": ["(gen.tf)", "main.tf"]}


def test_excludes_of_the_configuration(tmp_path: Path) -> None:
    lay_out(tmp_path, "a/main.tf", "a/gen.tf", "b/main.tf", "sub/a/main.tf")
    found = discover(["."], cwd=str(tmp_path), exclude=["/b/", "gen.tf", "!x"])
    assert seen(found) == {"a": ["(a/gen.tf)", "a/main.tf"], "sub/a": ["sub/a/main.tf"]}
    # Relative to the file they stand in, wherever one is.
    found = discover(["a"], cwd=str(tmp_path), exclude=["a/main.tf"], exclude_base=str(tmp_path / "sub"))
    assert seen(found) == {"a": ["a/gen.tf", "a/main.tf"]}


def test_paths_are_shown_as_they_are_typed(tmp_path: Path) -> None:
    lay_out(tmp_path, "a/main.tf", "b/main.tf", "a/sub/x.tf")
    cwd = str(tmp_path / "a")
    assert seen(discover(["../b"], cwd=cwd)) == {"../b": ["../b/main.tf"]}
    assert seen(discover([".."], cwd=cwd)) == {
        ".": ["main.tf"],
        "../b": ["../b/main.tf"],
        "sub": ["sub/x.tf"],
    }
    absolute = str(tmp_path / "b")
    assert seen(discover([absolute], cwd=cwd)) == {absolute: [f"{absolute}/main.tf"]}
    assert seen(discover([cwd], cwd=cwd)) == {".": ["main.tf"], "sub": ["sub/x.tf"]}
    # The first way to a directory names it.
    assert seen(discover(["../b", absolute], cwd=cwd)) == {"../b": ["../b/main.tf"]}


def test_what_cannot_be_found_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    lay_out(tmp_path, "main.tf", "script.py")
    discovery = discover(["gone.tf", "gone", "script.py", "."], cwd=str(tmp_path))
    assert seen(discovery) == {".": ["main.tf"]}
    assert [str(e) for e in discovery.errors] == [
        "gone.tf cannot be read: no such file or directory",
        "gone cannot be read: no such file or directory",
        "script.py is not a file that tffix knows (.tf, .tofu, .tfvars, .tftest.hcl, .tftpl, .tf.json, .md)",
    ]


def test_a_directory_without_permission_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, "main.tf", "locked/main.tf")
    real = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr("tffix.cli.discover.os.scandir", scandir)
    discovery = discover(["."], cwd=str(tmp_path))
    assert seen(discovery) == {".": ["main.tf"]}
    assert [str(e) for e in discovery.errors] == ["locked cannot be read: permission denied"]
    assert discovery.directories[0].siblings == ("locked/",)


def test_links_to_directories_are_not_searched(tmp_path: Path) -> None:
    lay_out(tmp_path, "work/a/main.tf", "outside/main.tf")
    (tmp_path / "work/a/loop").symlink_to("..")
    (tmp_path / "work/out").symlink_to("../outside")
    discovery = discover(["work"], cwd=str(tmp_path))
    assert seen(discovery) == {"work/a": ["work/a/main.tf"]}
    assert discovery.directories[0].siblings == ("loop/",)
    # But one that is named is.
    (tmp_path / "link").symlink_to("work")
    assert seen(discover(["link"], cwd=str(tmp_path))) == {"link/a": ["link/a/main.tf"]}
    assert seen(discover(["work", "link"], cwd=str(tmp_path))) == {"work/a": ["work/a/main.tf"]}


def test_answers(tmp_path: Path) -> None:
    lay_out(tmp_path, "one/ANSWER.md", "two.md", "main.tf")
    discovery = discover(["two.md", "one/ANSWER.md", "two.md"], cwd=str(tmp_path))
    assert [f.shown for f in discovery.documents] == ["one/ANSWER.md", "two.md"]
    assert discovery.directories == ()


def test_standard_input(tmp_path: Path) -> None:
    lay_out(tmp_path, "m/main.tf", "m/variables.tf")
    named = discover(["-"], cwd=str(tmp_path), stdin_filename="m/main.tf")
    assert seen(named) == {"m": ["m/main.tf", "(m/variables.tf)"]}
    assert [f.stdin for f in named.directories[0].files] == [True, False]
    unsaved = discover(["-"], cwd=str(tmp_path), stdin_filename="m/new.tf")
    assert seen(unsaved) == {"m": ["(m/main.tf)", "m/new.tf", "(m/variables.tf)"]}
    nowhere = discover(["-"], cwd=str(tmp_path), stdin_filename="gone/new.tf")
    assert seen(nowhere) == {"gone": ["gone/new.tf"]}
    alone = discover(["-"], cwd=str(tmp_path))
    assert seen(alone) == {".": ["stdin.tf"]}
    assert alone.directories[0].siblings == ("./",)
    answer = discover(["-"], cwd=str(tmp_path), stdin_filename="x.md")
    assert [(f.shown, f.stdin) for f in answer.documents] == [("x.md", True)]


def test_too_many_names_are_cut_at_whole_directories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, "main.tf", "a/1", "a/2", "a/deep/3", "b/4", "c/5", "6")
    monkeypatch.setattr(module, "MOST_SIBLINGS", 3)
    assert discover(["."], cwd=str(tmp_path)).directories[0].siblings == ("6", "a/1", "a/2", "a/deep/", "b/", "c/")


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.tf")
    try:
        (tmp_path / name).write_text("")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    assert seen(discover(["."], cwd=str(tmp_path))) == {".": [name]}
