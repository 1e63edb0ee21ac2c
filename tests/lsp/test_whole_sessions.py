"""Whole sessions: every fix taken one at a time, and random edits after which nothing is left of what was before."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Start
from editor import Editor
from lsprotocol import types as lsp

from tffix.responses import extract
from tffix.source import Source

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
ANSWER = CORPUS / "Pr5474" / "MODEL_RESPONSE.md"


def example() -> Mapping[str, str]:
    folder = ROOT / "examples" / "pipeline"
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def answer() -> Mapping[str, str]:
    if not ANSWER.is_file():
        pytest.skip("no ../shared/corpus beside the project")
    return {file.path: file.text for file in extract(Source.from_bytes("a.md", ANSWER.read_bytes())).files}


def tffix(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "tffix", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


async def shown(editor: Editor) -> list[tuple[str, object, int]]:
    found = [(uri, one) for uri in editor.texts for one in await editor.pull(uri)]
    return sorted((Path(uri).name, one.code, one.range.start.line + 1) for uri, one in found)


@pytest.mark.asyncio
@pytest.mark.parametrize("make", [example, pytest.param(answer, marks=pytest.mark.sampled(1 << 32))])
async def test_every_safe_fix_taken_alone_ends_where_the_command_line_does(
    start: Start, tmp_path_factory: pytest.TempPathFactory, make: object
) -> None:
    assert callable(make)
    files: Mapping[str, str] = make()
    editor = await start(files, pull=True, settings={"rules": ["all"]})
    names = [name for name in files if name.endswith((".tf", ".tfvars"))]
    uris = [editor.open(name) for name in names]
    told = json.loads(tffix(editor.folder, "check", "--format", "json"))["diagnostics"]
    assert await shown(editor) == sorted((Path(d["path"]).name, d["rule"], d["start"]["line"]) for d in told)
    assert told

    other = tmp_path_factory.mktemp("cli")
    shutil.copytree(editor.folder, other, dirs_exist_ok=True)
    tffix(other, "apply", "--safe")
    for _ in range(200):
        preferred = [a for uri in uris for a in await editor.actions(uri, only=["quickfix"]) if a.is_preferred]
        if not preferred:
            break
        await editor.take(preferred[0])
    for uri in uris:
        for action in await editor.actions(uri, only=["source.fixAll"]):
            await editor.take(action)
    for name in names:
        assert editor.texts[editor.uri(name)] == (other / name).read_text(), name


PIECES = ["a", " ", "\n", "{", "}", '"', "=", "${", "😀", "\u2028", "\r\n", "\r", "#", "var.x", "é", "<<E\n", "E\n"]


@pytest.mark.asyncio
async def test_after_random_edits_the_server_is_as_one_that_has_just_been_started(
    start: Start, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = {name: text for name, text in example().items() if name.endswith(".tf")}
    editor = await start(files, pull=True, settings={"delay": 0, "rules": ["all"]})
    uris = [editor.open(name) for name in files]
    dice = random.Random(11)
    for step in range(120):
        uri = dice.choice(uris)
        text = editor.texts[uri]
        begin = dice.randrange(len(text) + 1)
        end = min(len(text), begin + dice.choice([0, 0, 0, 1, 3, 40]))
        # An edit does not begin or end inside of a line break: no position says so.
        begin -= text[begin - 1 : begin + 1] == "\r\n"
        end += text[end - 1 : end + 1] == "\r\n"
        editor.type(uri, begin, max(begin, end), dice.choice(PIECES) if dice.random() < 0.8 else text[:20])
        if step % 40 == 39:
            await editor.pull(uri)
    seen = {Path(uri).name: await editor.pull(uri) for uri in uris}
    texts = {Path(uri).name: editor.texts[uri] for uri in uris}

    cold = await start(files, pull=True, settings={"rules": ["all"]})
    for uri in [cold.open(name) for name in files]:
        cold.replace(uri, texts[Path(uri).name])
    for name in files:
        assert _plain(await cold.pull(cold.uri(name))) == _plain(seen[name])


def _plain(found: list[lsp.Diagnostic]) -> list[tuple[object, ...]]:
    return [(d.code, d.message, d.range.start.line, d.range.start.character, d.range.end.line) for d in found]
