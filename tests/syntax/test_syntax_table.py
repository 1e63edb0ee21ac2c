"""The parse table and the folder it is kept in."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tffix.syntax import table as module

PARSE = "from tffix.syntax import parse; assert parse('a = -1\\n').error is None"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TFFIX_CACHE_DIR", str(tmp_path / "cache"))
    module.table.cache_clear()


def _kept(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "cache").iterdir()
    return path


def test_the_table_is_kept_and_read_back(tmp_path: Path) -> None:
    computed = module.table()
    assert _kept(tmp_path).name.endswith(".json")
    module.table.cache_clear()
    assert module.table() == computed


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"actions": 1}', "\x00", '{"grammar": "other"}'])
def test_a_broken_file_is_made_anew(tmp_path: Path, content: str) -> None:
    computed = module.table()
    path = _kept(tmp_path)
    path.write_text(content)
    module.table.cache_clear()
    assert module.table() == computed
    assert json.loads(path.read_text("utf-8"))["rules"]


def test_the_table_of_another_grammar_is_not_used(tmp_path: Path) -> None:
    computed = module.table()
    path = _kept(tmp_path)
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, "grammar": "x", "rules": []}))
    module.table.cache_clear()
    assert module.table() == computed


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TFFIX_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert module.table().rules


def test_no_folder_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TFFIX_CACHE_DIR", "")
    assert module.table().rules


def test_the_table_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    tables = set()
    for seed in ("1", "2"):
        cache = tmp_path / seed
        environment = {"PYTHONHASHSEED": seed, "TFFIX_CACHE_DIR": str(cache), "PYTHONPATH": ":".join(sys.path)}
        subprocess.run([sys.executable, "-c", PARSE], check=True, env=environment)
        (path,) = cache.iterdir()
        tables.add(path.read_bytes())
    assert len(tables) == 1


def test_skeletons_need_no_lark(tmp_path: Path) -> None:
    code = (
        "import sys; from tffix.syntax import parse; f = parse('a \"b\" {\\n c = d.e\\n}\\n'); "
        "f.body.blocks[0].body['c'].expr; assert 'lark' not in sys.modules"
    )
    environment = {"TFFIX_CACHE_DIR": str(tmp_path / "none"), "PYTHONPATH": ":".join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
