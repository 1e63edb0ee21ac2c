"""Random edits of random files: what was asked for is there, everything else is as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from edit_cases import Change, Texts, comments_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tffix.edits import Edits, lower, splice
from tffix.edits.columns import in_columns
from tffix.edits.layout import tidy
from tffix.syntax.configfile import parse
from tffix.syntax.structure import Attribute

QUICK = settings(max_examples=150, deadline=None, derandomize=True)
seeds = st.integers(0, 10**9)


def as_it_came(random: Random, text: str) -> str:
    """The text as another editor might have left it."""
    match random.randrange(6):
        case 0:
            return text.replace("\n", "\r\n")
        case 1:
            return "\n".join("\t" * (blanks(line) // 2) + line.lstrip(" ") for line in text.split("\n"))
        case 2:
            return "\ufeff" + text
        case 3:
            return text if "EOT" in text else text.rstrip("\n")
        case 4:
            return "\n".join(" " * blanks(line) + line for line in text.split("\n"))
        case _:
            return text


def blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def random_change(seed: int, count: int = 3) -> Change:
    random = Random(seed)
    file = parse(as_it_came(random, Texts(random).file()), "main.tf")
    change = Change(random, file)
    for _ in range(random.randint(1, count)):
        change.make()
    return change


@QUICK
@given(seeds)
def test_the_fix_does_what_was_asked_and_nothing_else(seed: int) -> None:
    random_change(seed).check()


@QUICK
@given(seeds)
def test_edits_are_disjoint_and_splice_in_any_order(seed: int) -> None:
    change = random_change(seed)
    edits = list(lower(change.edits.semantic).edits)
    once = splice(change.file.text, edits)
    Random(seed).shuffle(edits)
    assert splice(change.file.text, edits) == once


@QUICK
@given(seeds)
def test_only_blanks_move_outside_of_the_edits(seed: int) -> None:
    change = random_change(seed)
    made = lower(change.edits.semantic).edits
    spliced = splice(change.file.text, made)
    tidied = tidy(change.file, made)
    assert strip_blanks(tidied.text) == strip_blanks(spliced)
    if "\t" in change.file.text or not is_in_columns(change.file.text):
        return
    assert is_in_columns(tidied.text)


def strip_blanks(text: str) -> str:
    return "".join(text.split(" "))


def is_in_columns(text: str) -> bool:
    return in_columns(text) == text


@QUICK
@given(seeds)
def test_setting_an_attribute_twice_is_setting_it_once(seed: int) -> None:
    random = Random(seed)
    text = as_it_came(random, Texts(random).file())
    file = parse(text)
    bodies = [file.body, *(block.body for block in file.body.all_items() if not isinstance(block, Attribute))]
    edits = Edits()
    edits.set_attribute(random.choice(bodies), "new", "var.x")
    once = tidy(file, lower(edits.semantic).edits).text
    again = parse(once)
    found = [a for a in again.body.all_attributes() if a.name == "new"]
    edits = Edits()
    edits.set_attribute(found[0].parent, "new", "var.x")
    assert lower(edits.semantic).edits == ()


@QUICK
@given(seeds)
def test_removing_what_was_inserted_gives_back_the_file(seed: int) -> None:
    random = Random(seed)
    file = parse(in_columns(Texts(random).file()))
    items = [item for item in file.body.all_items() if item.parent.parent is None or "\n" in item.parent.parent.text]
    if not items:
        return
    edits = Edits()
    anchor = random.choice(items)
    edits.insert_after(anchor, "new = 1")
    inserted = parse(tidy(file, lower(edits.semantic).edits).text)
    new = [a for a in inserted.body.all_attributes() if a.name == "new"]
    edits = Edits()
    edits.remove(new[0])
    back = lower(edits.semantic)
    assert not back.drops_comment
    after = tidy(inserted, back.edits).text
    assert comments_of(after) == comments_of(file.text)
    if isinstance(anchor, Attribute):
        assert after == file.text
    else:
        # Behind a block, the blank line that set the new attribute off stays.
        assert "".join(after.split()) == "".join(file.text.split())


@pytest.mark.skipif(shutil.which("terraform") is None, reason="needs a terraform binary")
def test_what_terraform_fmt_would_leave_alone_it_leaves_alone_after_the_fix(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    count = 600
    for seed in range(count):
        (before / f"{seed}.tf").write_text(Texts(Random(seed)).file(), encoding="utf-8")
    unsettled = set(fmt(before))
    for _ in range(4):
        # `terraform fmt` itself needs several runs for some files.
        unsettled = set(fmt(before))
        if not unsettled:
            break
    for seed in range(count):
        path = before / f"{seed}.tf"
        if path.name in unsettled:
            continue
        file = parse(path.read_text(encoding="utf-8"), path.name)
        change = Change(Random(seed + count), file)
        for _ in range(1 + seed % 3):
            change.make()
        (after / path.name).write_text(change.check()[1].text, encoding="utf-8")
    assert fmt(after) == []


def fmt(directory: Path) -> list[str]:
    """Names of the files that `terraform fmt` changed."""
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": ""}
    command = ["terraform", "fmt", "-list=true", "."]
    done = subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()
