"""How names are announced."""

from __future__ import annotations

import pytest
from response_helpers import REGION, VPC, answer, fence, kinds, paths

from tffix.responses.names import clean, folder_of, is_path


@pytest.mark.parametrize(
    "line",
    [
        "## File: net/vpc.tf",
        "## File: `net/vpc.tf`",
        "### Filename: net/vpc.tf",
        "## net/vpc.tf",
        "# net/vpc.tf",
        "###### net/vpc.tf:",
        "## `net/vpc.tf`",
        "## **net/vpc.tf**",
        "## **`net/vpc.tf`**",
        "## net/vpc.tf (Network)",
        "## `net/vpc.tf` - Network",
        "## net/vpc.tf – Network",
        "## net/vpc.tf: Network",
        "## Network (net/vpc.tf)",
        "## Network (`net/vpc.tf`)",
        "## Network: net/vpc.tf",
        "## Network - `net/vpc.tf`",
        "## 1. net/vpc.tf",
        "## 1) `net/vpc.tf`",
        "## 2.3 net/vpc.tf",
        "### 4. **`net/vpc.tf`** - the network",
        "### File 3: net/vpc.tf",
        "### Step 2: net/vpc.tf",
        "### Create `net/vpc.tf`",
        "   ## net/vpc.tf",
        "**net/vpc.tf**",
        "**net/vpc.tf:**",
        "**`net/vpc.tf`**:",
        "**File: net/vpc.tf**",
        "**File: `net/vpc.tf`**",
        "**1. net/vpc.tf**",
        "1. **net/vpc.tf**",
        "- **net/vpc.tf**:",
        "**net/vpc.tf** - the network",
        "**Network (`net/vpc.tf`)**",
        "__net/vpc.tf__",
        "net/vpc.tf",
        "net/vpc.tf:",
        "`net/vpc.tf`",
        "`net/vpc.tf`:",
        "_net/vpc.tf_",
        "./net/vpc.tf",
        "Create net/vpc.tf:",
        "Put this into `net/vpc.tf`, please:",
        "1. The file `net/vpc.tf` holds the network:",
        "<summary>net/vpc.tf</summary>",
        "<summary><code>net/vpc.tf</code> - the network</summary>",
        "### [net/vpc.tf](./net/vpc.tf)",
        "--- net/vpc.tf ---",
    ],
)
@pytest.mark.parametrize("gap", ["", "\n", "\nIt holds the network.\n\n"])
def test_line_above(line: str, gap: str) -> None:
    main = "## main.tf\n\n" + fence(REGION)
    assert paths(f"Intro.\n\n{main}\nMore:\n\n{line}\n{gap}{fence(VPC)}") == ["main.tf", "net/vpc.tf"]


@pytest.mark.parametrize(
    "info",
    ["hcl - net/vpc.tf", "hcl net/vpc.tf", 'hcl title="net/vpc.tf"', "hcl:net/vpc.tf", "terraform {net/vpc.tf}"],
)
def test_info_string(info: str) -> None:
    main = "## main.tf\n\n" + fence(REGION)
    assert paths(f"{main}\n{fence(VPC, info)}") == ["main.tf", "net/vpc.tf"]


@pytest.mark.parametrize(
    "comment",
    [
        "# net/vpc.tf",
        "## net/vpc.tf",
        "// net/vpc.tf",
        "/* net/vpc.tf */",
        "# File: net/vpc.tf",
        "# net/vpc.tf - the network",
        "# net/vpc.tf: the network",
        "# net/vpc.tf (the network)",
        "// net/vpc.tf - the network",
        "# ./net/vpc.tf",
        "# --- net/vpc.tf ---",
        "# ======\n# net/vpc.tf\n# ======",
        "# The network of the service\n# net/vpc.tf",
        "\n# net/vpc.tf",
        "# The network (net/vpc.tf)",
    ],
)
def test_first_comment(comment: str) -> None:
    main = "## main.tf\n\n" + fence(REGION)
    assert paths(f"{main}\nThe network.\n\n{fence(comment + NL + VPC)}") == ["main.tf", "net/vpc.tf"]


def test_longer_path_of_a_comment_completes_the_heading() -> None:
    assert paths("## main.tf\n" + fence("# modules/a/main.tf\n" + VPC)) == ["modules/a/main.tf"]


def test_heading_wins_over_comment_and_sentence() -> None:
    assert paths("## vpc.tf\n\nIt uses provider.tf:\n\n" + fence("# main.tf\n" + VPC)) == ["vpc.tf"]


def test_heading_that_only_mentions_a_file_gives_way_to_the_comment() -> None:
    assert paths("## Changes after outputs.tf was split\n" + fence("# vpc.tf\n" + VPC)) == ["vpc.tf"]


def test_nearest_heading_ends_the_search() -> None:
    assert paths("## vpc.tf\n\n### Notes\n\n" + fence(VPC)) == ["main.tf"]


def test_an_announcement_does_not_cross_a_fence() -> None:
    assert paths("## vpc.tf\n\n" + fence(VPC) + "\nand\n\n" + fence(REGION)) == ["main.tf", "vpc.tf"]


def test_a_comment_in_a_fence_is_no_heading() -> None:
    text = "## main.tf\n" + fence("## not.tf\n" + VPC) + "\n" + fence("# other things\n" + REGION)
    assert paths(text) == ["main.tf", "main_2.tf"]


@pytest.mark.parametrize("line", ["### Lambda (Node.js)", "### Terraform 1.5", "### https://x.io/a.json", "### *.tf"])
def test_what_is_no_path(line: str) -> None:
    assert paths(f"{line}\n{fence(VPC)}") == ["main.tf"]


def test_language_must_fit_the_name() -> None:
    usage = fence("terraform apply\n", "bash")
    assert paths(f"## main.tf\n\n{usage}\n{fence(VPC)}") == ["main.tf"]
    assert paths(f"## main.tf\n{fence(VPC)}\n## Run deploy.sh\n{fence('./deploy.sh', 'bash')}") == ["main.tf"]


def test_other_languages_are_kept_when_they_have_a_name() -> None:
    text = "".join(
        f"## {name}\n{fence(code, info)}\n"
        for name, info, code in [
            ("main.tf", "hcl", VPC),
            ("policy.json", "json", "{}\n"),
            ("flow.json.tpl", "json", "{}\n"),
            ("init.tftpl", "", "hello ${name}\n"),
            ("fn/handler.py", "python", "def f(): pass\n"),
            ("user_data.sh", "bash", "#!/bin/bash\n"),
            ("spec.yaml", "yaml", "a: 1\n"),
        ]
    )
    found = answer(text + fence('{"unnamed": 1}\n', "json") + fence("terraform init\n", "bash"))
    assert [f.path for f in found.files] == sorted(
        ["main.tf", "policy.json", "flow.json.tpl", "init.tftpl", "fn/handler.py", "user_data.sh", "spec.yaml"]
    )
    assert [f.path for f in found.files if f.is_terraform] == ["main.tf"]


def test_named_script_by_its_first_comment() -> None:
    code = "#!/bin/bash\n# scripts/boot.sh\necho\n"
    assert paths(f"{fence(VPC)}\n{fence(code, 'bash')}") == ["main.tf", "scripts/boot.sh"]


def test_tree_drawing_is_no_file() -> None:
    tree = fence("├── main.tf\n└── outputs.tf\n", "")
    assert paths(f"**main.tf**\n\n{tree}\n## vpc.tf\n{fence(VPC)}") == ["vpc.tf"]


def test_list_of_files_announces_nothing() -> None:
    assert paths("The files:\n- **main.tf** - core\n- vpc.tf: network\n\n" + fence(VPC)) == ["main.tf"]


def test_directory_of_the_headings_around() -> None:
    text = (
        f"## Module (`modules/net/`)\n\n### main.tf\n{fence(VPC)}\n### variables.tf\n{fence(REGION)}\n"
        f"## Root\n\n### main.tf\n{fence(REGION)}"
    )
    assert paths(text) == ["main.tf", "modules/net/main.tf", "modules/net/variables.tf"]


def test_lib_and_common_roots_are_stripped() -> None:
    one, two = fence(VPC), fence(REGION)
    assert paths(f"## lib/main.tf\n{one}\n## lib/modules/x/main.tf\n{two}") == ["main.tf", "modules/x/main.tf"]
    assert paths(f"## lib/main.tf\n{one}\n## variables.tf\n{two}") == ["main.tf", "variables.tf"]
    assert paths(f"## stack/main.tf\n{one}\n## stack/modules/x/main.tf\n{two}") == ["main.tf", "modules/x/main.tf"]
    assert paths(f"## modules/a/main.tf\n{one}\n## modules/b/main.tf\n{two}") == [
        "modules/a/main.tf",
        "modules/b/main.tf",
    ]
    assert paths(f"## lib/envs/a/main.tf\n{one}\n## lib/envs/b/main.tf\n{two}") == ["envs/a/main.tf", "envs/b/main.tf"]
    assert paths(f"## main.tf\n{one}\n## lib/fn.py\n{fence('x', 'python')}") == ["lib/fn.py", "main.tf"]


def test_announced_path_is_kept() -> None:
    found = answer(f"## lib/main.tf\n{fence(VPC)}")
    assert [(f.path, f.announced, f.directory) for f in found.files] == [("main.tf", "lib/main.tf", "")]


def test_unnamed_code_is_noted() -> None:
    found = answer(fence(VPC))
    assert kinds(found) == ["unnamed"]
    assert found.source.text[found.notes[0].start : found.notes[0].end] == found.source.text


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *[(w, True) for w in ("main.tf", "a/b.tftpl", "x.tfvars.example", ".tflint.hcl", "data.tf", "a.py", "MAIN.TF")],
        *[(w, False) for w in (".tf", "/etc/x.json", "v1.2", "aws_vpc.main", "${var.x}.json")],
        ("data.aws_iam_policy_document.x.json", False),
    ],
)
def test_is_path(word: str, expected: bool) -> None:
    assert is_path(word) is expected


def test_clean_and_folder() -> None:
    assert clean("./a/../b/x.tf") == "b/x.tf"
    assert clean("../../x.tf") == "x.tf"
    assert folder_of("Module: VPC (`modules/vpc/`)") == "modules/vpc"
    assert folder_of("Input and/or output") == ""


NL = "\n"


def test_names_without_a_suffix() -> None:
    text = f"## main.tf\n{fence(VPC)}\n### docker/Dockerfile\n{fence('FROM scratch' + NL, 'dockerfile')}\n"
    text += f"**.gitignore**\n\n{fence('*.zip' + NL, 'gitignore')}\n**`Makefile`**\n{fence('all:' + NL, 'make')}\n"
    assert paths(text) == [".gitignore", "Makefile", "docker/Dockerfile", "main.tf"]
    assert paths(f"## main.tf\n{fence(VPC)}\nBuild the Dockerfile:\n\n{fence('docker build .' + NL, '')}") == [
        "main.tf"
    ]


def test_first_heading_of_a_document_may_be_its_name() -> None:
    main = fence("# main.tf\n" + VPC)
    text = f"{fence('# guide.md' + NL + NL + '# Guide' + NL, 'markdown')}\n{main}"
    assert paths(text) == ["guide.md", "main.tf"]
    assert paths(f"{fence('# About guide.md' + NL, 'markdown')}\n{main}") == ["main.tf"]
