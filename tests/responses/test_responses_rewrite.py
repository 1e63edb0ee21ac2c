"""Corrected and new files in the document."""

from __future__ import annotations

import pytest
from response_helpers import OUT, REGION, VPC, answer, fence, files

from tffix.responses import Answer, extract, rewrite
from tffix.source import Source

JSON = '{\n  "a": 1\n}\n'


def again(found: Answer, after: dict[str, str]) -> str:
    """The rewritten document, in which a second run sees what was written, and has nothing to do."""
    text = rewrite(found, after)
    second = extract(Source("answer.md", text))
    assert files(second) == after
    assert rewrite(second, after) == text
    return text


def test_only_touched_lines_move() -> None:
    text = f"# T\n\n## main.tf\n\n{fence(VPC + REGION)}\n## o.tf\n\n{fence(OUT)}\nEnd"
    found = answer(text)
    after = {**files(found), "main.tf": VPC.replace("10.0", "10.1") + REGION}
    assert again(found, after) == text.replace("10.0", "10.1")


@pytest.mark.parametrize("code", [OUT, OUT.rstrip("\n")])
def test_text_without_a_final_newline(code: str) -> None:
    text = f"## main.tf\n\n{fence(VPC)}\n"
    assert rewrite(answer(text), {"main.tf": VPC + code}) == f"## main.tf\n\n{fence(VPC + OUT)}\n"
    assert rewrite(answer(text), {"main.tf": VPC.rstrip("\n")}) == text


def test_open_fence_at_the_end_may_end_without_a_newline() -> None:
    text = "## main.tf\n```hcl\n" + VPC.rstrip("\n")
    found = answer(text)
    assert again(found, {"main.tf": VPC.rstrip("\n") + "\n" + OUT.rstrip("\n")}) == text + "\n" + OUT.rstrip("\n")


def test_empty_file_gets_text_and_loses_it() -> None:
    text = "## main.tf\n```hcl\n```\n"
    found = answer(text)
    full = again(found, {"main.tf": VPC})
    assert full == f"## main.tf\n{fence(VPC)}"
    assert again(answer(full), {"main.tf": ""}) == text


def test_crlf_is_kept() -> None:
    text = f"## main.tf\n\n{fence(VPC)}\nEnd\n".replace("\n", "\r\n")
    found = answer(text)
    expected = f"## main.tf\n\n{fence(VPC + OUT)}\n## a.json\n\n{fence(JSON, 'json')}\nEnd\n".replace("\n", "\r\n")
    assert rewrite(found, {"main.tf": VPC.replace("\n", "\r\n") + OUT, "a.json": JSON}) == expected
    after = {"main.tf": (VPC + OUT).replace("\n", "\r\n"), "a.json": JSON.replace("\n", "\r\n")}
    assert again(found, after) == expected


def test_fence_grows_when_its_content_would_close_it() -> None:
    text = f"## main.tf\n{fence(VPC)}\nEnd\n"
    code = "locals {\n  a = <<EOT\n```\n````\nEOT\n}\n"
    assert again(answer(text), {"main.tf": code}) == f"## main.tf\n{fence(code, 'hcl', '`````')}\nEnd\n"


def test_removed_file() -> None:
    text = f"Intro\n\n## main.tf\n\n{fence(VPC)}\n## old.tf\n\nThe old one.\n\n{fence(REGION)}\n## o.tf\n\n{fence(OUT)}"
    assert again(answer(text), {"main.tf": VPC, "o.tf": OUT}) == (
        f"Intro\n\n## main.tf\n\n{fence(VPC)}\n## o.tf\n\n{fence(OUT)}"
    )


@pytest.mark.parametrize(
    ("existing", "created"),
    [
        ("## main.tf", "## x.json.tpl"),
        ("### `main.tf`", "### `x.json.tpl`"),
        ("## **main.tf**", "## **x.json.tpl**"),
        ("## **`main.tf`**", "## **`x.json.tpl`**"),
        ("## File: main.tf", "## File: x.json.tpl"),
        ("## File: `main.tf`", "## File: `x.json.tpl`"),
        ("## 1) `main.tf`", "## 2) `x.json.tpl`"),
        ("## 1. `main.tf` - The network", "## 2. `x.json.tpl`"),
        ("## 3.9 main.tf", "## 3.10 x.json.tpl"),
        ("### File 1: main.tf", "### File 2: x.json.tpl"),
        ("#### main.tf (Network)", "#### x.json.tpl"),
        ("## The network (`main.tf`)", "## `x.json.tpl`"),
        ("## The network: main.tf", "## x.json.tpl"),
        ("## main.tf:", "## x.json.tpl:"),
        ("**main.tf**", "**x.json.tpl**"),
        ("**main.tf:**", "**x.json.tpl:**"),
        ("**`main.tf`**:", "**`x.json.tpl`**:"),
        ("**File: main.tf**", "**File: x.json.tpl**"),
        ("**1. main.tf**", "**2. x.json.tpl**"),
        ("**The network (`main.tf`)**", "**`x.json.tpl`**"),
        ("**main.tf** - the network", "**x.json.tpl**"),
        ("1. **main.tf**", "2. **x.json.tpl**"),
        ("main.tf:", "x.json.tpl:"),
        ("`main.tf`", "`x.json.tpl`"),
        ("Create main.tf with this:", "**x.json.tpl**"),
        ("Here it is:", "**x.json.tpl**"),
    ],
)
@pytest.mark.parametrize("end", ["", "\n## More\n", "More\n"])
def test_new_file_is_announced_in_the_manner_of_the_answer(existing: str, created: str, end: str) -> None:
    text = f"Intro\n\n{existing}\n\n{fence(VPC)}{end}"
    gap = "" if end.startswith("\n") or not end else "\n"
    assert again(answer(text), {"main.tf": VPC, "x.json.tpl": JSON}) == (
        f"Intro\n\n{existing}\n\n{fence(VPC)}\n{created}\n\n{fence(JSON, 'json')}{gap}{end}"
    )


def test_announcement_directly_above_the_fence() -> None:
    text = f"## main.tf\n{fence(VPC)}"
    assert again(answer(text), {"main.tf": VPC, "b.json": JSON}) == f"{text}\n## b.json\n{fence(JSON, 'json')}"


def test_info_strings() -> None:
    text = fence(VPC, "terraform - main.tf")
    after = {"main.tf": VPC, "b.json": JSON, "c.tf": REGION}
    assert again(answer(text), after) == (
        f"{text}\n{fence(JSON, 'json - b.json')}\n{fence(REGION, 'terraform - c.tf')}"
    )


def test_languages_of_new_files() -> None:
    text = f"## main.tf\n\n{fence(VPC, 'terraform')}"
    names = {
        "a.py": "python",
        "b.sh": "bash",
        "c.yaml": "yaml",
        "d.tf": "terraform",
        "e.tfvars": "terraform",
        "f.json": "json",
        "g.json.tpl": "json",
        "h.sh.tftpl": "bash",
        "i.tpl": "text",
        "j.md": "markdown",
        "k.weird": "text",
        "l.tfvars.example": "hcl",
        "m.js": "javascript",
    }
    after = {"main.tf": VPC, **{name: REGION if name == "d.tf" else "a = 1\n" for name in names}}
    result = again(answer(text), after)
    assert [line[3:] for line in result.splitlines() if line.startswith("```") and line != "```"] == [
        "terraform",
        *names.values(),
    ]


def test_new_files_go_behind_the_last_file_of_their_directory() -> None:
    text = (
        f"## lib/main.tf\n\n{fence(VPC)}\n## lib/modules/a/main.tf\n\n{fence(REGION)}\n"
        f"## lib/outputs.tf\n\n{fence(OUT)}\nEnd.\n"
    )
    after = {**files(answer(text)), "x.json": JSON, "modules/a/y.json": JSON, "modules/b/main.tf": VPC}
    assert again(answer(text), after) == (
        f"## lib/main.tf\n\n{fence(VPC)}\n## lib/modules/a/main.tf\n\n{fence(REGION)}\n"
        f"## lib/modules/a/y.json\n\n{fence(JSON, 'json')}\n"
        f"## lib/outputs.tf\n\n{fence(OUT)}\n"
        f"## lib/modules/b/main.tf\n\n{fence(VPC)}\n## lib/x.json\n\n{fence(JSON, 'json')}\nEnd.\n"
    )


def test_new_directory_beside_unnamed_code() -> None:
    text = fence(VPC)
    again(answer(text), {"main.tf": VPC, "net/main.tf": REGION, "versions.tf": "terraform {\n}\n"})


def test_numbers_go_on() -> None:
    text = f"## 1) `main.tf`\n\n{fence(VPC)}\n## 2) `dev.tfvars`\n\n{fence('a = 1' + chr(10))}\n---\n"
    result = again(answer(text), {**files(answer(text)), "b.json": JSON, "c.json": JSON})
    assert [line for line in result.splitlines() if line.startswith("##")] == [
        "## 1) `main.tf`",
        "## 2) `dev.tfvars`",
        "## 3) `b.json`",
        "## 4) `c.json`",
    ]


def test_fence_is_longer_than_its_content() -> None:
    code = 'X = """\n```json\n````\n```\n"""\n'
    text = f"## main.tf\n\n{fence(VPC)}"
    assert again(answer(text), {"main.tf": VPC, "a.py": code}) == (
        f"{text}\n## a.py\n\n{fence(code, 'python', '`````')}"
    )


def test_new_file_in_a_list() -> None:
    inner = "".join("   " + line for line in fence(VPC).splitlines(keepends=True))
    text = f"1. **main.tf**\n\n{inner}"
    result = again(answer(text), {"main.tf": VPC, "a.json": JSON})
    assert result.startswith(text)
    assert "\n   ```json\n" in result


def test_new_file_beside_an_open_fence_goes_in_front_of_it() -> None:
    cut = 'resource "aws_subnet" "a" {\n  vpc_id = '
    text = f"## vars.tf\n\n{fence(REGION)}\n## main.tf\n\n```hcl\n{VPC}\n{cut}"
    found = answer(text)
    assert again(found, {**files(found), "a.json": JSON}) == text.replace(
        "## main.tf\n", f"## a.json\n\n{fence(JSON, 'json')}\n## main.tf\n"
    )


def test_new_file_in_a_document_that_is_hcl() -> None:
    for code in (VPC, "# The network\n\n" + VPC):
        again(answer(code), {"main.tf": code, "a.json": JSON, "b.tf": REGION})
    after = {"main.tf": VPC + OUT, "a.json": JSON}
    assert again(answer(VPC), after) == f"{VPC}{OUT}\n**a.json**\n\n{fence(JSON, 'json')}"


def test_new_file_in_a_trace() -> None:
    text = f"### Reasoning Trace\n\n```hcl\n{VPC}\n### Answer\n---\n"
    found = answer(text)
    again(found, {"main.tf": VPC + OUT, "a.json": JSON, "b.tf": REGION})


def test_new_file_for_an_answer_without_files() -> None:
    assert again(answer("Nothing."), {"main.tf": VPC}) == f"Nothing.\n\n**./main.tf**\n\n{fence(VPC)}"


def test_long_files_are_compared_quickly() -> None:
    lines = [f"  a{i % 7} = {i % 3}\n" for i in range(20_000)]
    code = "locals {\n" + "".join(lines) + "}\n"
    other = "locals {\n" + "".join(line.replace("a3", "b3") for line in lines) + "}\n"
    found = extract(Source("a.md", "## main.tf\n" + fence(code)))
    assert rewrite(found, {"main.tf": other}) == "## main.tf\n" + fence(other)
