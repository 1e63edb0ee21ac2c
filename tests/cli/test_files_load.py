from __future__ import annotations

import re
from pathlib import Path

import pytest

from tffix.cli.discover import discover
from tffix.cli.files import Found
from tffix.cli.load import Workspace, load


def sources(text: str) -> list[str]:
    return re.findall(r'source = "([^"]*)"', text)


def lay_out(root: Path, **files: str) -> None:
    for path, text in files.items():
        target = root / path.replace("__", "/").replace("_tf", ".tf")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def read(root: Path, *paths: str, cwd: str = ".") -> Workspace:
    return load(discover(paths, cwd=str(root / cwd)), sources)


def seen(workspace: Workspace) -> dict[str, list[str]]:
    return {m.shown: [f.shown if f.found.target else f"({f.shown})" for f in m.files] for m in workspace.modules}


def test_called_modules_are_read_as_context(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        env__prod__main_tf='source = "../../modules/a" source = "hashicorp/x/aws" source = "./gone"',
        modules__a__main_tf='source = "./inner" source = "../../env/prod"',
        modules__a__inner__main_tf='source = "../../a" source = "."',
        modules__unused__main_tf="",
    )
    workspace = read(tmp_path, "env/prod")
    assert seen(workspace) == {
        "env/prod": ["env/prod/main.tf"],
        "modules/a": ["(modules/a/main.tf)"],
        "modules/a/inner": ["(modules/a/inner/main.tf)"],
    }
    assert workspace.errors == ()
    assert workspace.modules[1].directory.siblings == ("inner/main.tf",)
    assert workspace.modules[1].targets == frozenset()
    assert workspace.modules[0].targets == {"env/prod/main.tf"}
    assert dict(workspace.modules[1].texts)["modules/a/main.tf"].startswith("source")
    # From inside, they are shown as one would type them there.
    assert sorted(seen(read(tmp_path, ".", cwd="env/prod"))) == [".", "../../modules/a", "../../modules/a/inner"]
    # A called module that is a target itself stays one.
    assert seen(read(tmp_path, "env", "modules"))["modules/a"] == ["modules/a/main.tf"]


def test_calls_do_not_lead_out_of_the_repository(tmp_path: Path) -> None:
    lay_out(tmp_path, repo__a__main_tf='source = "../../other" source = "../b"', repo__b__main_tf="", other__main_tf="")
    (tmp_path / "repo/.git").mkdir()
    assert sorted(seen(read(tmp_path, "repo/a"))) == ["repo/a", "repo/b"]
    (tmp_path / "repo/c").symlink_to("../other")
    (tmp_path / "repo/a/main.tf").write_text('source = "../c"')
    assert sorted(seen(read(tmp_path, "repo/a"))) == ["repo/a"]
    # Without a repository nothing says where to stop.
    (tmp_path / "repo/.git").rmdir()
    assert sorted(seen(read(tmp_path, "repo/a"))) == ["repo/a", "repo/c"]


def test_a_module_that_is_called_through_a_link_is_read_once(tmp_path: Path) -> None:
    lay_out(tmp_path, a__main_tf='source = "../b" source = "../link"', b__main_tf='source = "../link"')
    (tmp_path / "link").symlink_to("b")
    assert sorted(seen(read(tmp_path, "a"))) == ["a", "b"]


def test_without_a_way_to_find_calls_only_what_was_given_is_read(tmp_path: Path) -> None:
    lay_out(tmp_path, a__main_tf='source = "../b"', b__main_tf="")
    assert sorted(seen(load(discover(["a"], cwd=str(tmp_path))))) == ["a"]


def test_unreadable_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, a__main_tf="", a__bad_tf="", b__main_tf="", b__bad_tf="")
    real = load.__globals__["read"]

    def read_or_not(found: Found) -> object:
        if found.shown.endswith("bad.tf"):
            Path(found.path).unlink()  # gone between the listing and the reading
        return real(found)

    monkeypatch.setattr("tffix.cli.load.read", read_or_not)
    workspace = read(tmp_path, "a", "b/main.tf")
    assert seen(workspace) == {"a": ["a/main.tf"], "b": ["b/main.tf"]}
    assert [m.unreadable for m in workspace.modules] == [("a/bad.tf",), ("b/bad.tf",)]
    assert [str(e) for e in workspace.errors] == ["a/bad.tf cannot be read: no such file or directory"]


def test_documents_and_standard_input(tmp_path: Path) -> None:
    lay_out(tmp_path, m__main_tf="on disk", m__b_tf="")
    (tmp_path / "answer.md").write_bytes(b"# \xff\r\n")
    found = discover(["-", "answer.md"], cwd=str(tmp_path), stdin_filename="m/main.tf")
    workspace = load(found, sources, stdin=b'typed \xff source = "../m"')
    assert seen(workspace) == {"m": ["(m/b.tf)", "m/main.tf"]}
    assert workspace.modules[0].files[1].data.startswith(b"typed \xff")
    assert workspace.modules[0].files[1].source.text.startswith("typed \udcff")
    assert [f.data for f in workspace.documents] == [b"# \xff\r\n"]
    alone = load(discover(["-"], cwd=str(tmp_path)), sources, stdin=b'source = "./m"')
    assert seen(alone) == {".": ["stdin.tf"]}
    missing = load(discover(["x.md"], cwd=str(tmp_path)))
    assert [str(e) for e in missing.errors] == ["x.md cannot be read: no such file or directory"]


def test_a_big_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "big.tf").write_bytes(b"# x\n" * 3_000_000)
    workspace = load(discover(["big.tf"], cwd=str(tmp_path)))
    assert len(workspace.modules[0].files[0].data) == 12_000_000
