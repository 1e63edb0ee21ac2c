"""Random work in a workspace, in the editor and beside it: the findings are those of a cold start."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from editor import Editor, Start, told, write
from lsprotocol import types as lsp

from tffix.lsp.buffers import path_of

NAMES = ("main.tf", "variables.tf", "m/main.tf", "m/out.tf", "n/main.tf", "x.auto.tfvars", "ANSWER.md")
RULES = ["dependency-cycle", "module-interface-mismatch", "undeclared-local", "undeclared-variable", "unused-variable"]
BLOCKS = (
    'output "o" {\n  value = var.@\n}\n',
    'variable "@" {\n  type = string\n}\n',
    "locals {\n  @ = local.b\n  c = local.@\n}\n",
    'module "m" {\n  source = "./m"\n  @ = 1\n}\n',
    'module "n" {\n  source = "../m"\n  @ = 1\n}\n',
    "broken {\n",
)
SEEDS = [3, *(pytest.param(seed, marks=pytest.mark.sampled(1 << 32)) for seed in range(4, 34))]


def written(dice: random.Random, name: str) -> str:
    if name.endswith(".tfvars"):
        return dice.choice(["a = 1\n", 'a = "\n'])
    text = "".join(block.replace("@", dice.choice("abc")) for block in dice.sample(BLOCKS, dice.randrange(1, 4)))
    return f"## main.tf\n\n```hcl\n{text}```\n" if name.endswith(".md") else text


def work(editor: Editor, dice: random.Random) -> None:
    """Something that a person does to a file, or another program."""
    name, what = dice.choice(NAMES), dice.random()
    uri, path = editor.uri(name), editor.folder / name
    path.parent.mkdir(exist_ok=True)
    if uri not in editor.texts:
        if what < 0.5:
            editor.open(name) if path.exists() else editor.open_new(name)
        elif what < 0.8:
            editor.changed_on_disk(name, written(dice, name))
        elif path.exists():
            editor.changed_on_disk(name, None)
    elif what < 0.4:
        editor.replace(uri, written(dice, name))
    elif what < 0.6:
        start = dice.randrange(len(editor.texts[uri]) + 1)
        end = min(len(editor.texts[uri]), start + dice.randrange(5))
        editor.type(uri, start, end, dice.choice(["", "x", "\n", "{", "}"]))
    elif what < 0.8:
        editor.changed_on_disk(name, editor.texts[uri])
    else:
        editor.close(uri)


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("seed", SEEDS)
async def test_findings_after_random_work(start: Start, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    dice = random.Random(seed)
    files = {name: written(dice, name) for name in NAMES if dice.random() < 0.7}
    editor = await start(files, pull=True, settings={"rules": RULES, "delay": 0})
    for step in range(60):
        work(editor, dice)
        # A new directory with nothing on disk is no module yet.
        if step % 15 == 14 and all(any(Path(path_of(uri)).parent.glob("*.tf")) for uri in editor.texts):
            assert await seen(editor) == expected(editor, tmp_path_factory.mktemp("cold"))


async def seen(editor: Editor) -> set[tuple[object, ...]]:
    report = await editor.client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams([]))
    folder = f"{editor.folder.as_uri()}/"
    documents = [one for one in report.items if isinstance(one, lsp.WorkspaceFullDocumentDiagnosticReport)]
    return {
        (one.uri.removeprefix(folder), found.code, found.message)
        for one in documents
        if one.uri.startswith(folder)
        for found in one.items
    }


def expected(editor: Editor, cold: Path) -> set[tuple[object, ...]]:
    """What the command line says of the files, with what is open in place of what is on disk."""
    write(cold, {p.relative_to(editor.folder).as_posix(): p.read_text() for p in editor.folder.rglob("*.*")})
    write(cold, {uri.removeprefix(f"{editor.folder.as_uri()}/"): text for uri, text in editor.texts.items()})
    rules = ",".join(RULES)
    answers = [["ANSWER.md"]] if editor.uri("ANSWER.md") in editor.texts else []
    return {found[:3] for names in [[], *answers] for found in told(cold, "--rule", rules, *names)}
