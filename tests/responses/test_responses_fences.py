"""Fences as answers have them."""

from __future__ import annotations

import pytest
from response_helpers import OUT, REGION, VPC, answer, fence, files, kinds, paths

from tffix.responses import rewrite


def test_readme_with_fences_of_the_same_length() -> None:
    readme = "# Title\n\n```bash\nterraform init\n```\n\nTree:\n\n```\na\nb\n```\n\nEnd\n"
    text = f"## main.tf\n{fence(VPC)}\n## README.md\n{fence(readme, 'markdown')}\n## outputs.tf\n{fence(OUT)}"
    found = answer(text)
    assert files(found) == {"main.tf": VPC, "README.md": readme, "outputs.tf": OUT}


def test_readme_in_a_longer_fence() -> None:
    readme = "```hcl\n" + VPC + "```\n"
    text = f"## README.md\n{fence(readme, 'markdown', '````')}\n## outputs.tf\n{fence(OUT)}"
    assert files(answer(text)) == {"README.md": readme, "outputs.tf": OUT}


def test_readme_without_a_closing_line_ends_where_a_file_is_announced() -> None:
    text = f"## README.md\n\n```markdown\n# Title\n\n```bash\nx\n```\n\n## main.tf\n\n{fence(VPC)}"
    found = answer(text)
    assert files(found) == {"README.md": "# Title\n\n```bash\nx\n```\n\n", "main.tf": VPC}
    assert "unclosed" in kinds(found)


def test_whole_answer_in_a_markdown_fence() -> None:
    inner = f"# Answer\n\n## main.tf\n\n{fence(VPC)}\n## outputs.tf\n\n{fence(OUT)}\n"
    assert files(answer("```markdown\n" + inner + "```\n")) == {"main.tf": VPC, "outputs.tf": OUT}


def test_tilde_fence() -> None:
    assert files(answer("## main.tf\n" + fence(VPC, "hcl", "~~~"))) == {"main.tf": VPC}
    assert files(answer("## main.tf\n" + fence("# ```\n" + VPC, "hcl", "~~~~"))) == {"main.tf": "# ```\n" + VPC}


def test_backtick_in_an_info_string_is_prose() -> None:
    assert paths("```hcl` is the fence\n\n" + fence(VPC)) == ["main.tf"]


def test_indented_fence_is_deindented_exactly() -> None:
    code = "locals {\n  a = <<EOT\nx\nEOT\n\n  b = 1\n}\n"
    indented = "".join("   " + line if line.strip() else line for line in fence(code).splitlines(keepends=True))
    text = f"1. Create main.tf:\n\n{indented}\n2. Done.\n"
    found = answer(text)
    assert files(found) == {"main.tf": code}
    after = code.replace("  b = 1\n", "  b = 2\n\n  c = 3\n")
    assert rewrite(found, {"main.tf": after}) == text.replace("     b = 1\n", "     b = 2\n\n     c = 3\n")


def test_less_indented_lines_of_an_indented_fence() -> None:
    text = "- main.tf:\n\n    ```hcl\n    locals {\n  a = 1\n    }\n    ```\n"
    found = answer(text)
    assert files(found) == {"main.tf": "locals {\na = 1\n}\n"}
    assert rewrite(found, {"main.tf": "locals {\na = 2\n}\n"}) == text.replace("  a = 1", "    a = 2")


def test_tab_indented_fence() -> None:
    text = "- main.tf:\n\n\t```hcl\n\tlocals {\n\t\ta = 1\n\t}\n\t```\n"
    assert files(answer(text)) == {"main.tf": "locals {\n\ta = 1\n}\n"}


def test_missing_closing_line() -> None:
    text = f"## main.tf\n\n```hcl\n{VPC}\n## outputs.tf\n\n{fence(OUT)}"
    found = answer(text)
    assert files(found) == {"main.tf": VPC, "outputs.tf": OUT}
    assert kinds(found) == ["unclosed"]
    assert not found.truncated


def test_missing_closing_line_of_another_language() -> None:
    text = f"## a.py\n\n```python\nx = 1\n\n## outputs.tf\n\n{fence(OUT)}"
    assert files(answer(text))["outputs.tf"] == OUT


def test_fence_in_a_string_of_another_language_is_content() -> None:
    code = 'PROMPT = """\n```json\n{}\n```\n"""\n'
    assert files(answer(f"## a.py\n{fence(code, 'python')}\n## main.tf\n{fence(VPC)}")) == {
        "a.py": code,
        "main.tf": VPC,
    }


def test_fence_in_a_heredoc_is_content() -> None:
    code = "locals {\n  a = <<EOT\n```sh\nls\n```\nEOT\n}\n"
    assert files(answer(f"## main.tf\n{fence(code)}\n## o.tf\n{fence(OUT)}")) == {"main.tf": code, "o.tf": OUT}


def test_bare_fence_in_a_heredoc_is_content() -> None:
    code = "locals {\n  a = <<-EOT\n  ```\n  x\n  ```\n```\ny\n```\n  EOT\n}\n"
    assert files(answer(f"## main.tf\n{fence(code)}\n## o.tf\n{fence(OUT)}")) == {"main.tf": code, "o.tf": OUT}


def test_closing_mark_on_the_last_line_of_the_code() -> None:
    text = f"## dev.tfvars\n```hcl\na = 1```\n\n## Tree\n\n{fence('x/', '')}\n## main.tf\n{fence(VPC)}"
    found = answer(text)
    assert files(found) == {"dev.tfvars": "a = 1", "main.tf": VPC}
    assert rewrite(found, {"dev.tfvars": "a = 2", "main.tf": VPC}) == text.replace("a = 1```", "a = 2\n```")


def test_bare_fence_that_holds_terraform() -> None:
    assert files(answer("Code:\n\n" + fence(VPC, ""))) == {"main.tf": VPC}
    assert paths("Text:\n\n" + fence("just text\n", "")) == []
    mixed = f"{VPC}Now the outputs:\n{OUT}{REGION}{VPC.replace('main', 'b')}{OUT.replace('vpc', 'b')}"
    assert files(answer("Code:\n\n" + fence(mixed, ""))) == {"main.tf": mixed}
    assert paths("Text:\n\n" + fence(f"Once there was\n{VPC}and so on\n", "")) == []


def test_empty_documents() -> None:
    for text in ("", "\n", "\ufeff", "# Title\n", "```\n", "```hcl\n", "```hcl", "```hcl\n```\n"):
        assert paths(text) == []


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_fence_on_the_first_line(bom: str) -> None:
    assert files(answer(bom + fence(VPC))) == {"main.tf": VPC}


def test_crlf() -> None:
    text = f"## main.tf\n\n{fence(VPC)}\n## README.md\n\n{fence('# x' + chr(10), 'md')}".replace("\n", "\r\n")
    found = answer(text)
    assert files(found) == {"main.tf": VPC.replace("\n", "\r\n"), "README.md": "# x\r\n"}


def test_undecodable_bytes() -> None:
    text = "\udce9 prose\n\n## main.tf\n" + fence("# \udcff\n" + VPC) + "\udcff"
    found = answer(text)
    assert files(found) == {"main.tf": "# \udcff\n" + VPC}
    assert rewrite(found, {"main.tf": "# \udcff\n" + VPC + OUT}) == text.replace(VPC, VPC + OUT)


def test_form_feeds_and_separators_end_no_line() -> None:
    code = 'locals {\n  a = "x\u2028y\x0cz"\n}\n'
    found = answer("## main.tf\n" + fence(code))
    assert files(found) == {"main.tf": code}
    assert rewrite(found, {"main.tf": code + OUT}) == "## main.tf\n" + fence(code + OUT)


def test_piece_of_the_end() -> None:
    found = answer("## main.tf\n```hcl\n```\n")
    assert files(found) == {"main.tf": ""}
    assert found.files[0].to_document(0) == len("## main.tf\n```hcl\n")


def test_drawings_and_longer_marks_in_a_readme() -> None:
    readme = (
        "# Title\n\nIt looks so.\n```\n\n  \u250c\u2500\u2510\n\n```\n\n### Parts\n\n"
        "## 1. Way\n```\n\na \u2192 b\n\n````\n\n"
        f"```hcl\n{OUT}````\n\nEnd.\n\n"
    )
    text = f"## README.md\n\n```markdown\n{readme}````\n\n## main.tf\n\n{fence(VPC)}"
    assert files(answer(text)) == {"README.md": readme, "main.tf": VPC}


QUOTED = """\
> ## main.tf
>
> ```hcl
> locals {
>   a = <<EOT
>> x
> EOT
>
>   b = 1
> }
> ```

## o.tf
"""


def test_fence_in_a_quote() -> None:
    code = "locals {\n  a = <<EOT\n> x\nEOT\n\n  b = 1\n}\n"
    found = answer(QUOTED + fence(OUT))
    assert files(found) == {"main.tf": code, "o.tf": OUT}
    after = code.replace("  b = 1\n", "  b = 2\n\n  c = 3\n")
    assert rewrite(found, {"main.tf": after, "o.tf": OUT}) == (
        QUOTED.replace(">   b = 1\n", ">   b = 2\n>\n>   c = 3\n") + fence(OUT)
    )
    new = rewrite(found, {**files(found), "p.json": "{\n\n}\n"})
    assert files(answer(new)) == {**files(found), "p.json": "{\n\n}\n"}


def test_new_file_in_a_quote() -> None:
    text = QUOTED.partition("## o.tf")[0]
    found = answer(text)
    new = rewrite(found, {**files(found), "p.json": "{\n\n}\n"})
    assert "\n> ```json\n> {\n>\n> }\n> ```\n" in new
    assert files(answer(new)) == {**files(found), "p.json": "{\n\n}\n"}


def test_quote_that_ends_ends_its_fence() -> None:
    text = f"> main.tf:\n> ```hcl\n> {REGION.replace(chr(10), chr(10) + '> ', 2)}\nAnd:\n\n## o.tf\n{fence(OUT)}"
    found = answer(text)
    assert files(found) == {"main.tf": REGION, "o.tf": OUT}
    assert kinds(found) == ["unclosed"]


def test_quoted_mark_in_a_fence_is_content() -> None:
    code = "x = 1\n> ```\n"
    assert files(answer(f"## a.py\n{fence(code, 'python')}\n## main.tf\n{fence(VPC)}"))["a.py"] == code
