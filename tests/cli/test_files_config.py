from __future__ import annotations

from pathlib import Path

import pytest

from tffix.cli.configfile import config_directory, load_config
from tffix.config import Config
from tffix.errors import ConfigError


def lay_out(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def found(root: Path, start: str, cwd: str = ".") -> tuple[str, tuple[str, ...] | None]:
    config = load_config(None, str(root / start), str(root / cwd))
    return config.path, config.rules


def test_the_nearest_file_upwards(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        {
            ".tffix.toml": "rules = 'outside'",
            "repo/.git/HEAD": "",
            "repo/pyproject.toml": "[tool.tffix]\nrules = 'repo'",
            "repo/a/.tffix.toml": "rules = 'a'",
            "repo/a/pyproject.toml": "[tool.tffix]\nrules = 'no'",
            "repo/a/b/pyproject.toml": "[project]\nname = 'x'",
            "repo/a/b/main.tf": "",
            "repo/c/main.tf": "",
            "bare/.git/HEAD": "",
            "bare/main.tf": "",
        },
    )
    assert found(tmp_path, "repo/a/b") == ("repo/a/.tffix.toml", ("a",))
    assert found(tmp_path, "repo/a/b/main.tf", cwd="repo/a/b") == ("../.tffix.toml", ("a",))
    assert found(tmp_path, "repo/c/main.tf") == ("repo/pyproject.toml", ("repo",))
    assert found(tmp_path, "repo/gone/main.tf") == ("repo/pyproject.toml", ("repo",))
    assert found(tmp_path, "bare/main.tf") == ("", None)
    assert found(tmp_path, "other") == (".tffix.toml", ("outside",))


def test_where_excludes_are_relative_to(tmp_path: Path) -> None:
    lay_out(tmp_path, {"repo/.tffix.toml": "exclude = ['x']", "repo/a/main.tf": ""})
    cwd = str(tmp_path / "repo/a")
    assert config_directory(load_config(None, cwd, cwd), cwd) == str(tmp_path / "repo")
    assert config_directory(Config(), cwd) == cwd


def test_a_file_that_is_named(tmp_path: Path) -> None:
    lay_out(
        tmp_path, {"x/any.toml": "rules = 'any'", "x/pyproject.toml": "[tool.tffix]\nrules = 'p'", ".tffix.toml": ""}
    )
    assert load_config("x/any.toml", str(tmp_path), str(tmp_path)).rules == ("any",)
    assert load_config("x/pyproject.toml", str(tmp_path), str(tmp_path)).rules == ("p",)
    with pytest.raises(ConfigError, match=r"^gone\.toml cannot be read: no such file or directory$"):
        load_config("gone.toml", str(tmp_path), str(tmp_path))
    with pytest.raises(ConfigError, match=r"^x cannot be read: is a directory$"):
        load_config("x", str(tmp_path), str(tmp_path))
    lay_out(tmp_path, {"pyproject.toml": "[project]\n"})
    with pytest.raises(ConfigError, match=r"^pyproject\.toml has no table tool\.tffix$"):
        load_config("pyproject.toml", str(tmp_path), str(tmp_path))


def test_files_that_are_not_text(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"# \xff")
    assert load_config(None, str(tmp_path), str(tmp_path)).path == ""
    (tmp_path / ".tffix.toml").write_bytes(b"\n# \xff")
    with pytest.raises(ConfigError, match=r"^\.tffix\.toml line 2: this is not UTF-8$"):
        load_config(None, str(tmp_path), str(tmp_path))
    (tmp_path / ".tffix.toml").write_bytes(b"\xef\xbb\xbfrules = ''\r\nx = 1\r\n")
    with pytest.raises(ConfigError, match=r"^\.tffix\.toml line 2: unknown setting x$"):
        load_config(None, str(tmp_path), str(tmp_path))


def test_a_link_that_leads_nowhere_is_not_as_good_as_no_file(tmp_path: Path) -> None:
    (tmp_path / ".tffix.toml").symlink_to("gone")
    with pytest.raises(ConfigError, match=r"^\.tffix\.toml cannot be read: no such file or directory$"):
        load_config(None, str(tmp_path), str(tmp_path))
