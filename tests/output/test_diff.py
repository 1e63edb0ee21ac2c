from __future__ import annotations

import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tffix.linediff import changes
from tffix.output.diff import changed_lines, file_diff, terminal_diff, unified_diff
from tffix.output.style import Style
from tffix.source import split_lines

MAIN = 'variable "env" {\n  type = string\n}\n\nlocals {\n  a = 1\n  b = 2\n}\n'


def test_a_changed_line_with_its_surroundings() -> None:
    assert unified_diff({"m/main.tf": MAIN}, {"m/main.tf": MAIN.replace("a = 1", "a = 3")}) == (
        "--- a/m/main.tf\n+++ b/m/main.tf\n@@ -3,6 +3,6 @@\n }\n \n locals {\n-  a = 1\n+  a = 3\n   b = 2\n }\n"
    )


def test_created_and_removed_files_in_the_order_of_paths() -> None:
    assert unified_diff({"z.tf": "a = 1\n"}, {"b.tf": "x\ny\n"}) == (
        "--- /dev/null\n+++ b/b.tf\n@@ -0,0 +1,2 @@\n+x\n+y\n--- a/z.tf\n+++ /dev/null\n@@ -1 +0,0 @@\n-a = 1\n"
    )


def test_missing_final_newline_is_marked_on_the_side_that_lacks_it() -> None:
    assert file_diff("a.tf", "a = 1", "a = 1\n") == (
        "--- a/a.tf\n+++ b/a.tf\n@@ -1 +1 @@\n-a = 1\n\\ No newline at end of file\n+a = 1\n"
    )
    assert file_diff("a.tf", "a\nb", "c\nb") == (
        "--- a/a.tf\n+++ b/a.tf\n@@ -1,2 +1,2 @@\n-a\n+c\n b\n\\ No newline at end of file\n"
    )


def test_equal_texts_have_no_diff() -> None:
    assert unified_diff({"a.tf": MAIN}, {"a.tf": MAIN}) == ""
    assert file_diff("a.tf", None, None) == ""


def test_distant_changes_are_hunks_of_their_own_and_near_ones_share_one() -> None:
    old = "".join(f"l{i}\n" for i in range(1, 21))
    far = file_diff("a.tf", old, old.replace("l2\n", "x\n").replace("l18\n", "y\n"))
    near = file_diff("a.tf", old, old.replace("l2\n", "x\n").replace("l9\n", "y\n"))
    assert [line for line in far.splitlines() if line.startswith("@@")] == [
        "@@ -1,5 +1,5 @@",
        "@@ -15,6 +15,6 @@",
    ]
    assert [line for line in near.splitlines() if line.startswith("@@")] == ["@@ -1,12 +1,12 @@"]


def test_paths_that_need_quoting() -> None:
    assert file_diff("/abs/my file.tf", "a\n", "b\n").startswith("--- a/abs/my file.tf\t\n+++ b/abs/my file.tf\t\n")
    assert file_diff('a"b\n.tf', "a\n", "b\n").startswith('--- "a/a\\"b\\n.tf"\n')
    assert file_diff("é.tf", "a\n", "b\n").startswith("--- a/é.tf\n")
    assert file_diff("\udce9.tf", "a\n", "b\n").startswith('--- "a/\\351.tf"\n')


def test_an_inserted_block_is_shown_whole() -> None:
    old = "a {\n}\n\nc {\n}\n"
    new = "a {\n}\n\nb {\n}\n\nc {\n}\n"
    assert file_diff("a.tf", old, new).splitlines()[3:] == [
        " a {",
        " }",
        " ",
        "+b {",
        "+}",
        "+",
        " c {",
        " }",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"main.tf": MAIN}, {"main.tf": MAIN.replace("b = 2", "b = 2\n  c = 3")}),
        ({"main.tf": MAIN}, {"main.tf": MAIN, "sub/new.json.tpl": '{\n  "a": 1\n}\n'}),
        ({"main.tf": MAIN}, {"main.tf": MAIN, "new.tf": "no newline"}),
        ({"main.tf": MAIN}, {"main.tf": MAIN, "empty.tf": ""}),
        ({"main.tf": MAIN, "gone.tf": "a = 1\n"}, {"main.tf": MAIN}),
        ({"main.tf": MAIN, "gone.tf": ""}, {"main.tf": MAIN}),
        ({"main.tf": ""}, {"main.tf": MAIN}),
        ({"main.tf": MAIN}, {"main.tf": ""}),
        ({"main.tf": MAIN.rstrip("\n")}, {"main.tf": MAIN}),
        ({"main.tf": MAIN}, {"main.tf": MAIN.rstrip("\n")}),
        ({"main.tf": MAIN.rstrip("\n")}, {"main.tf": MAIN.rstrip("\n") + "\nx = 1"}),
        ({"main.tf": MAIN.replace("\n", "\r\n")}, {"main.tf": MAIN.replace("\n", "\r\n").replace("1", "9")}),
        (
            {"main.tf": "# \udce9\na = 1\n# \x0c \u2028 \x85\n"},
            {"main.tf": "# \udce9\na = 2\n# \x0c \u2028 \x85\n"},
        ),
        ({"a b/my file.tf": "a\n"}, {"a b/my file.tf": "b\n"}),
        ({'q"uo\\te.tf': "a\n"}, {'q"uo\\te.tf': "b\n"}),
        ({"tab\there.tf": "a\n"}, {"tab\there.tf": "b\n"}),
        ({"é/ü.tf": "a\n"}, {"é/ü.tf": "b\n", "é/neu.tf": "x\n"}),
        ({"my file.tf": ""}, {"my file.tf": "b\n", "my new.tf": ""}),
        ({"main.tf": "-- a\n++ b\n"}, {"main.tf": "++ b\n-- a\n"}),
    ],
)
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_applies_it(tmp_path: Path, before: dict[str, str], after: dict[str, str]) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for path, text in before.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8", "surrogateescape"))
    patch = unified_diff(before, after).encode("utf-8", "surrogateescape")
    done = subprocess.run(
        ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"],
        cwd=tmp_path, input=patch, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stderr, patch)
    there = {
        p.relative_to(tmp_path).as_posix(): p.read_bytes().decode("utf-8", "surrogateescape")
        for p in tmp_path.rglob("*")
        if p.is_file() and ".git" not in p.parts
    }
    assert there == after


def test_changes_lead_from_one_text_to_the_other() -> None:
    rng = random.Random(5)
    for _ in range(3000):
        alphabet = rng.choice(["ab", "abcd", "abcdefghijkl"])
        old = [rng.choice(alphabet) for _ in range(rng.randint(0, 14))]
        new = list(old)
        for _ in range(rng.randint(0, 5)):
            at = rng.randint(0, len(new))
            new[at : at + rng.randint(0, 2)] = rng.choice([[], [rng.choice(alphabet)]])
        rebuilt: list[str] = []
        at = 0
        for change in changes(old, new):
            rebuilt += old[at : change.start] + new[change.new_start : change.new_end]
            at = change.end
        assert rebuilt + old[at:] == new


@pytest.mark.parametrize("distinct", [50_000, 20_000, 1])
def test_big_files_with_few_changes_are_fast(distinct: int) -> None:
    old = [f"line {i % distinct}\n" for i in range(50_000)]
    new = list(old)
    for i in range(20):
        new[i * 2400 + 7] = f"changed {i}\n"
    begin = time.process_time()
    text = file_diff("big.tf", "".join(old), "".join(new))
    assert time.process_time() - begin < 15
    assert text.count("\n@@ ") == 20
    assert sum(line.startswith("-line") for line in text.splitlines()) == 20


def test_big_files_with_nothing_in_common_are_fast() -> None:
    rng = random.Random(7)
    old = "".join(f"{rng.choice('abcdef')}\n" for _ in range(50_000))
    new = "".join(f"{rng.choice('abcdefg')}\n" for _ in range(50_000))
    begin = time.process_time()
    file_diff("big.tf", old, new)
    assert time.process_time() - begin < 20


def test_only_line_feeds_end_lines() -> None:
    assert split_lines("a\r\nb\x0cc\u2028d\n\ne") == ["a\r\n", "b\x0cc\u2028d\n", "\n", "e"]
    assert split_lines("") == []


def test_on_a_terminal_nothing_reaches_it_that_it_would_obey() -> None:
    before, after = {"a.tf": "# \x1b[2J\udce9\r\na = 1\r\n"}, {"a.tf": "# \x1b[2J\udce9\r\na = 2\r\n"}
    assert terminal_diff(before, after, Style()) == (
        "--- a/a.tf\n+++ b/a.tf\n@@ -1,2 +1,2 @@\n # \ufffd[2J\ufffd\n-a = 1\n+a = 2\n"
    )
    assert terminal_diff({"a.tf": "a"}, {"a.tf": "é"}, Style(encoding="ascii")).endswith(
        "-a\n\\ No newline at end of file\n+?\n\\ No newline at end of file\n"
    )


def test_in_colour() -> None:
    assert terminal_diff({"a.tf": "a = 1\nb\n"}, {"a.tf": "a = 2\nb\n"}, Style(color=True)) == (
        "\x1b[1m--- a/a.tf\x1b[0m\n"
        "\x1b[1m+++ b/a.tf\x1b[0m\n"
        "\x1b[36m@@ -1,2 +1,2 @@\x1b[0m\n"
        "\x1b[31m-a = 1\x1b[0m\n"
        "\x1b[32m+a = 2\x1b[0m\n"
        " b\n"
    )


def test_changed_lines_alone() -> None:
    assert list(changed_lines("a\nb\r\nc\n", "a\nx\r\nc\nd\n")) == [
        [("-", "b", 2), ("+", "x", 2)],
        [("+", "d", 4)],
    ]
