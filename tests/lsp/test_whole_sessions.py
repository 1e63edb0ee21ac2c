"""Whole sessions: every fix taken one at a time, and random edits after which nothing is left of what was before."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from editor import Editor, Start, shown, tffix, told, write

from tffix.linediff import changes
from tffix.lsp.buffers import path_of
from tffix.responses import extract
from tffix.source import Source, split_lines

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
# The answers of the seeds, one of them always.
SEEDS = ("Pr4510", "Pr5071", "Pr5103", "Pr5285", "Pr5474")
SEED_PARAMETERS = [SEEDS[0], *(pytest.param(name, marks=pytest.mark.sampled(1 << 32)) for name in SEEDS[1:])]
sessions = pytest.mark.parametrize("name", ["example", *SEED_PARAMETERS])


def folder_of(name: str) -> Mapping[str, str]:
    """The files of the example, or of an answer of the corpus."""
    if name == "example":
        folder = ROOT / "examples" / "pipeline"
        return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}
    answer = document_of(name)
    return {file.path: file.text for file in extract(Source.from_bytes("a.md", answer.encode())).files}


def document_of(name: str) -> str:
    path = CORPUS / name / "MODEL_RESPONSE.md"
    if not path.is_file():
        pytest.skip("no ../shared/corpus beside the project")
    return path.read_text()


def open_all(editor: Editor, files: Mapping[str, str]) -> dict[str, str]:
    """Open every file that findings can be in; the uris by name."""
    return {name: editor.open(name) for name in files if name.endswith((".tf", ".tfvars"))}


@pytest.mark.asyncio(loop_scope="session")
@sessions
async def test_a_folder_ends_where_the_command_line_does(
    start: Start, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    files = folder_of(name)
    editor = await start(files, pull=True, settings={"rules": ["all"]})
    uris = open_all(editor, files)
    before = dict(editor.texts)
    printed = told(editor.folder)
    assert printed
    assert await shown(editor) == printed
    other = tmp_path_factory.mktemp("cli")
    shutil.copytree(editor.folder, other, dirs_exist_ok=True)
    tffix(other, "apply", "--safe")
    expected = {p.relative_to(other).as_posix(): p.read_bytes() for p in other.rglob("*") if p.is_file()}

    # All at once.
    (action,) = await editor.actions(next(iter(uris.values())), only=["source.fixAll.tffix"])
    await editor.take(action)
    assert state(editor) == expected
    assert await shown(editor) == told(other)

    # One at a time, until there is nothing left for all at once.
    undo(editor, before)
    for _ in range(500):
        preferred = [a for uri in uris.values() for a in await editor.actions(uri, only=["quickfix"]) if a.is_preferred]
        if not preferred:
            break
        await editor.take(preferred[0])
    for uri in uris.values():
        for action in await editor.actions(uri, only=["source.fixAll"]):
            await editor.take(action)
    assert state(editor) == expected


def state(editor: Editor) -> dict[str, bytes]:
    """The bytes of all files, those that are open as the editor has them."""
    on_disk = {p: p.read_bytes() for p in editor.folder.rglob("*") if p.is_file()}
    on_disk |= {Path(path_of(uri)): text.encode() for uri, text in editor.texts.items()}
    return {path.relative_to(editor.folder).as_posix(): data for path, data in on_disk.items()}


def undo(editor: Editor, before: Mapping[str, str]) -> None:
    """Have the editor's texts as they were, and no others."""
    for uri in list(editor.texts):
        if uri not in before:
            Path(path_of(uri)).unlink()
            editor.close(uri)
        elif editor.texts[uri] != before[uri]:
            editor.replace(uri, before[uri])


@pytest.mark.asyncio(loop_scope="session")
@sessions
async def test_every_quick_fix_alone_mends_its_finding(start: Start, request: pytest.FixtureRequest, name: str) -> None:
    files = folder_of(name)
    editor = await start(files, pull=True, settings={"rules": ["all"]})
    uris = open_all(editor, files)
    before = dict(editor.texts)
    first = [one[1:3] for one in await shown(editor)]
    step = 1 if name == "example" or request.config.getoption("--every") else 20
    taken = 0
    for uri in uris.values():
        number = len(await editor.actions(uri, only=["quickfix"]))
        for index in range(0, number, step):
            action = (await editor.actions(uri, only=["quickfix"]))[index]
            (finding,) = action.diagnostics or ()
            if action.disabled is not None:
                assert action.edit is None
                assert action.disabled.reason
                continue
            await editor.take(action)
            after = [one[1:3] for one in await shown(editor)]
            assert "syntax" not in [code for code, _ in after], action.title
            mended = (finding.code, finding.message)
            assert after.count(mended) < first.count(mended), action.title
            taken += 1
            undo(editor, before)
    assert taken
    assert [one[1:3] for one in await shown(editor)] == first


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("name", SEED_PARAMETERS)
async def test_an_answer_ends_where_the_command_line_does(start: Start, name: str) -> None:
    document = document_of(name)
    editor = await start({"ANSWER.md": document}, pull=True, settings={"rules": ["all"]})
    uri = editor.open("ANSWER.md")
    assert await shown(editor) == told(editor.folder, "ANSWER.md")
    for action in await editor.actions(uri, only=["source.fixAll"]):
        await editor.take(action)
    tffix(editor.folder, "apply", "--safe", "ANSWER.md")
    assert editor.texts[uri].encode() == (editor.folder / "ANSWER.md").read_bytes()


PIECES = ["a", " ", "\n", "{", "}", '"', "=", "${", "😀", "\u2028", "\r\n", "\r", "#", "var.x", "é", "<<E\n", "E\n"]


@pytest.mark.asyncio(loop_scope="session")
async def test_after_random_edits_the_server_is_as_one_that_has_just_been_started(
    start: Start, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = {name: text for name, text in folder_of("example").items() if name.endswith(".tf")}
    editor = await start(files, pull=True, settings={"delay": 0, "rules": ["all"]})
    uris = [editor.open(name) for name in files]
    before, first = dict(editor.texts), await shown(editor)
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
    cold = tmp_path_factory.mktemp("cold")
    write(cold, {Path(uri).name: text for uri, text in editor.texts.items()})
    assert await shown(editor) == told(cold, "--rule", "all")
    # Back line by line: what the server took for the text of the other lines comes to light.
    for uri in uris:
        old, new = split_lines(editor.texts[uri]), split_lines(before[uri])
        for i, j, k, l in reversed(list(changes(old, new))):  # noqa: E741
            start_, end = (len("".join(old[:line])) for line in (i, j))
            editor.type(uri, start_, end, "".join(new[k:l]))
        assert editor.texts[uri] == before[uri]
    assert await shown(editor) == first
