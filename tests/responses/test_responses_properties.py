"""What holds for every document."""

from __future__ import annotations

import pickle
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from response_helpers import files

from tffix.linediff import changes
from tffix.responses import extract, rewrite
from tffix.responses.indent import indented
from tffix.responses.outline import outline
from tffix.source import Source, split_lines

LINES = st.sampled_from(
    [
        "", "text", "## main.tf", "# File: lib/vpc.tf", "**outputs.tf**", "## modules/a/main.tf", "## README.md",
        "```", "```hcl", "```markdown", "   ```hcl", "   ```", "~~~", "~~~hcl", "````", "```bash", "```json a.json",
        "### Reasoning Trace", "### Answer", "---", "# variables.tf", "// outputs.tf", "a = 1", "a = 1```", "}",
        'resource "aws_vpc" "a" {', '  x = "${b}"', "}", "locals {", "  y = <<EOT", "EOT", 'variable "a" {}',
        "   }", "\ufeff", "\udcff", "\t- x", 'output "o" { value = "', "/*", "*/", "# ...", "1. **dev.tfvars**:",
    ]
)  # fmt: skip
DOCUMENTS = st.lists(LINES, max_size=40).flatmap(
    lambda lines: st.builds(
        lambda end, last: end.join(lines) + last, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\n"])
    )
)


@settings(max_examples=600, deadline=None)
@given(DOCUMENTS)
def test_nothing_changes_where_nothing_changed(text: str) -> None:
    found = extract(Source("a.md", text))
    assert rewrite(found, files(found)) == text
    assert pickle.loads(pickle.dumps(found)).files == found.files
    for file in found.files:
        assert "".join(text[p.start : p.end] for p in file.pieces) == file.text
        for offset in range(len(file.text)):
            assert text[file.to_document(offset)] == file.text[offset]
    spans = sorted((p.start, p.end) for file in found.files for p in file.pieces)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, st.data())
def test_every_edit_of_every_file_can_be_spliced(text: str, data: st.DataObject) -> None:
    found = extract(Source("a.md", text))
    after = {}
    for path, old in files(found).items():
        lines = split_lines(old)
        at = data.draw(st.integers(0, len(lines)))
        drop = data.draw(st.integers(0, 2))
        after[path] = "".join(
            [
                *lines[:at],
                *data.draw(st.lists(st.sampled_from(["# z\n", "z = 1\n", "\n"]), max_size=3)),
                *lines[at + drop :],
            ]
        )
    rewrite(found, after)


NAMES = st.lists(
    st.sampled_from(["main.tf", "v.tf", "modules/a/main.tf", "modules/a/out.tf", "modules/b/x.tf", "fn.py", "p.json"]),
    unique=True, min_size=1, max_size=5,
)  # fmt: skip
HEADINGS = st.sampled_from(
    ["## {}", "## `{}`", "### File: {}", "**{}**", "{}:", "## {} (Title)", "- **{}**:", "Title\n\n#### **`{}`**"]
)


def body(path: str, number: int) -> str:
    """Code for a file."""
    if path.endswith(".tf"):
        name = path.replace("/", "_").replace(".", "_")
        return f'resource "aws_vpc" "{name}_{number}" {{\n  a = <<EOT\n\n  # x.tf\nEOT\n}}\n'
    return f'x = """\n\n   {number}\n"""\n' if path.endswith(".py") else f'{{"a": {number}}}\n'


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_second_run_sees_the_files_of_the_first(data: st.DataObject) -> None:
    names = ["main.tf", *[name for name in data.draw(NAMES) if name != "main.tf"]]
    new = [name for name in data.draw(NAMES) if name not in names]
    heading, indent = data.draw(HEADINGS), data.draw(st.sampled_from(["", "   ", "> "]))
    prose = data.draw(st.sampled_from(["", "Some words.\n\n", "```bash\nterraform init\n```\n\n"]))
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    root = data.draw(st.sampled_from(["", "lib/"]))
    text = "Intro\n\n"
    for number, name in enumerate(names):
        info = {".tf": "hcl", ".py": "python"}.get(name[-3:], "json")
        block = f"```{info}\n{body(name, number)}```\n".splitlines(keepends=True)
        code = "".join(indented(line, indent) for line in block)
        text += f"{heading.format(root + name)}\n\n{code}\n{prose}"
    text = text.replace("\n", newline)
    found = extract(Source("a.md", text))
    before = files(found)
    assert before == {name: body(name, number).replace("\n", newline) for number, name in enumerate(names)}
    after = {}
    for name, old in before.items():
        extra = data.draw(st.sampled_from(["", body(name, 77), "# note\n", "\n"])).replace("\n", newline)
        after[name] = old + extra if data.draw(st.booleans()) else extra + old
    for number, name in enumerate(new):
        after[name] = body(name, 90 + number).replace("\n", newline)
    for name in names[1:]:
        if name.endswith(".tf") and data.draw(st.integers(0, 5)) == 0:
            del after[name]
    result = rewrite(found, after)
    second = extract(Source("a.md", result))
    assert files(second) == after
    assert rewrite(second, after) == result


@settings(max_examples=300, deadline=None)
@given(*[st.lists(st.sampled_from("aabbcdefgh"), max_size=30)] * 2)
def test_hunks(before: list[str], after: list[str]) -> None:
    result, at = [], 0
    for i, j, k, l in changes(before, after):  # noqa: E741
        assert at <= i <= j
        assert (i, k) != (j, l)
        result += before[at:i] + after[k:l]
        at = j
    assert result + before[at:] == after


@given(st.text("a\n\r\u2028", max_size=20))
def test_split_lines(text: str) -> None:
    assert "".join(split_lines(text)) == text


@settings(max_examples=300, deadline=None)
@given(st.text('a{}()[]"$%<\\/*#\n= \tEOT-', max_size=60))
def test_outline_stays_in_the_text(text: str) -> None:
    at = 0
    for item in outline(text).items:
        assert at <= item.start < item.end <= len(text) or item.start == item.end
        at = item.end


@pytest.mark.parametrize(
    "unit",
    [
        "```hcl\n", "```\n", "```markdown\n", "```markdown\n```\n", "```hcl\na = 1```\n", "# a.tf\n", "## a.tf\n", "\n",
        "a.tf/", "{", '"${', "/*", "a = <<E\n", 'variable "a" {}\n', "text\n", " ", "_", "`", "(",
        "# main.tf\n# o.tf\n",
        "```python\nx\n", "   ```hcl\n", 'resource "a" "b" {\n', "### Answer\n", "**", "1.", "~~~\n", "a = 1\n", "x.",
        'variable "a" {}\nprose\n', "```hcl\n# a.tf\n```\n", "## m/\n", "```hcl\nlocals {}\n```\n", "/", "\r\n\r",
        "File: ", "```hcl\na = <<E\n```\n", "```hcl\na = <<E\n```\n```\nE\n",
    ],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    for start in ("", "### Reasoning Trace\n", "```hcl\n", "## x.tf\n```hcl\n# x.tf\n", "```markdown\n"):
        text = start + unit * (30_000 // len(unit))
        began = time.process_time()
        found = extract(Source("a.md", text))
        assert rewrite(found, files(found)) == text
        assert time.process_time() - began < 10, start
