"""`tffix extract`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import LayOut, Tffix

MAIN = "locals {\n  a = 1\n}\n"
NET = 'resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n'
ANSWER = f"Intro\n\n## lib/main.tf\n\n```hcl\n{MAIN}```\n\n## lib/net/vpc.tf\n\n```hcl\n{NET}```\n"


@pytest.fixture
def project(lay_out: LayOut, tmp_path: Path) -> Path:
    """A directory with an answer in it."""
    lay_out({"answer.md": ANSWER})
    return tmp_path


def below(directory: Path) -> dict[str, bytes]:
    """Every file below a directory."""
    files = (path for path in sorted(directory.rglob("*")) if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def test_files_are_written(quick: Tffix, project: Path) -> None:
    done = quick("extract", "answer.md", "-o", "out/x")
    assert done.status == 0
    assert below(project / "out/x") == {"main.tf": MAIN.encode(), "net/vpc.tf": NET.encode()}
    assert done.stdout.splitlines() == [
        "File        Lines",
        "main.tf     6-8    announced as lib/main.tf",
        "net/vpc.tf  14-16  announced as lib/net/vpc.tf",
        "Wrote 2 files to out/x.",
    ]
    again = quick("extract", "answer.md", "-o", "out/x")
    assert (again.status, again.stdout.splitlines()[-1]) == (0, "Wrote 0 files to out/x; 2 unchanged.")


def test_without_a_directory_the_files_are_listed(quick: Tffix, project: Path) -> None:
    done = quick("extract", "answer.md")
    assert done.status == 0
    assert "2 files; nothing was written" in done.stdout
    assert list(below(project)) == ["answer.md"]


def test_nothing_is_overwritten_unless_forced(quick: Tffix, project: Path, lay_out: LayOut) -> None:
    lay_out({"out/net/vpc.tf": "mine"})
    done = quick("extract", "answer.md", "-o", "out")
    assert done.status == 3
    assert "out/net/vpc.tf exists and holds something else; --force overwrites it" in done.flat
    assert below(project / "out") == {"net/vpc.tf": b"mine"}
    assert quick("extract", "answer.md", "-o", "out", "--force").status == 0
    assert below(project / "out") == {"main.tf": MAIN.encode(), "net/vpc.tf": NET.encode()}


@pytest.mark.parametrize("name", ["../../up/x.tf", "a/../../x.tf", "./../x.tf", "/abs/x.tf", "~/x.tf", "..\\\\x.tf"])
def test_names_that_lead_out_of_the_directory(quick: Tffix, lay_out: LayOut, tmp_path: Path, name: str) -> None:
    lay_out({"deep/er/answer.md": f"## {name}\n\n```hcl\n{MAIN}```\n"})
    assert quick("extract", "answer.md", "-o", "out", cwd="deep/er").status in (0, 1)
    written = [path for path in below(tmp_path) if path != "deep/er/answer.md"]
    assert len(written) == 1
    assert written[0].startswith("deep/er/out/")


def test_directory_that_is_a_link_is_not_followed(quick: Tffix, project: Path) -> None:
    (project / "elsewhere").mkdir()
    (project / "out").mkdir()
    (project / "out/net").symlink_to(project / "elsewhere", target_is_directory=True)
    done = quick("extract", "answer.md", "-o", "out", "--force")
    assert done.status == 3
    assert "outside of the directory given" in done.flat
    assert below(project / "elsewhere") == {}
    assert not (project / "out/main.tf").exists()


@pytest.mark.parametrize("target", ["mine.tf", "not-there.tf"])
def test_file_that_is_a_link_is_not_written_through(quick: Tffix, project: Path, lay_out: LayOut, target: str) -> None:
    lay_out({"mine.tf": "mine"})
    (project / "out").mkdir()
    (project / "out/main.tf").symlink_to(project / target)
    done = quick("extract", "answer.md", "-o", "out", "--force")
    assert done.status == 3
    assert "there is a symbolic link of that name" in done.flat
    assert (project / "mine.tf").read_text() == "mine"
    assert not (project / "not-there.tf").exists()


def test_what_stands_in_the_way(quick: Tffix, project: Path, lay_out: LayOut) -> None:
    lay_out({"file": "x", "out/main.tf/x": "x", "two/net": "x"})
    assert "is no directory" in quick("extract", "answer.md", "-o", "file").flat
    assert "directory or no regular file" in quick("extract", "answer.md", "-o", "out", "--force").flat
    done = quick("extract", "answer.md", "-o", "two")
    assert done.status == 3
    assert below(project / "two") == {"net": b"x"}


def test_context_is_written_too(quick: Tffix, project: Path, lay_out: LayOut) -> None:
    lay_out({"given/provider.tf": "# p\n", "given/main.tf": "# old\n"})
    done = quick("extract", "answer.md", "-o", "out", "--context-dir", "given")
    assert done.status == 0
    assert "provider.tf         from given/provider.tf" in done.stdout
    assert below(project / "out")["provider.tf"] == b"# p\n"
    assert below(project / "out")["main.tf"] == MAIN.encode()
    done = quick("extract", "answer.md", "-o", "given", "--context-dir", "given", "--force")
    assert done.status == 0
    assert below(project / "given")["provider.tf"] == b"# p\n"


def test_answer_that_breaks_off(quick: Tffix, project: Path, lay_out: LayOut) -> None:
    code = 'output "b" {\n  value = aws_vpc.cut.id\n}\n'
    lay_out({"cut.md": f'```hcl\n{code}\nresource "aws_vpc" "cut" {{\n  cidr_block ='})
    done = quick("extract", "cut.md", "-o", "out")
    assert done.status == 1
    assert "main.tf  2-4    no name in the answer; breaks off" in done.stdout
    assert "cut.md line 3 (main.tf line 2): output.b refers to aws_vpc.cut, which was cut off." in done.flat
    assert below(project / "out") == {"main.tf": code.encode()}
    document = json.loads(quick("extract", "cut.md", "--json").stdout)
    [cut] = document["truncated"]
    assert (cut["path"], cut["line"], cut["last"], cut["names"]) == ("main.tf", 5, 7, ["aws_vpc.cut"])
    assert [(m["line"], m["file_line"], m["within"]) for m in cut["referred_to_by"]] == [(3, 2, "output.b")]


def test_json(quick: Tffix, project: Path) -> None:
    document = json.loads(quick("extract", "answer.md", "-o", "out", "--format", "json").stdout)
    assert document["files"][1] == {
        "path": "net/vpc.tf",
        "announced": "lib/net/vpc.tf",
        "terraform": True,
        "lines": [{"first": 14, "last": 16}],
        "written": True,
    }
    assert (document["errors"], document["notes"], document["output"]) == ([], [], "out")
    document = json.loads(quick("extract", "answer.md", "--json").stdout)
    assert [file["written"] for file in document["files"]] == [False, False]


def test_bytes_are_those_of_the_answer(quick: Tffix, tmp_path: Path) -> None:
    data = b"## main.tf\r\n\r\n```hcl\r\n# \xff\r\nlocals {\r\n}\r\n```\r\n"
    assert quick("extract", "-", "-o", "out", stdin=data).status == 0
    assert below(tmp_path) == {"out/main.tf": b"# \xff\r\nlocals {\r\n}\r\n"}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("gone.md", "-o", "out"), 3, "gone.md cannot be read"),
        (("answer.md", "--force"), 2, "--output says where"),
        ((), 2, "Missing argument"),
        (("empty.md", "-o", "out"), 1, "empty.md holds no files."),
        (("answer.md", "-o", "out", "--context", "gone.tf"), 3, "gone.tf cannot be read"),
    ],
)
def test_statuses(
    quick: Tffix, project: Path, lay_out: LayOut, arguments: tuple[str, ...], status: int, said: str
) -> None:
    lay_out({"empty.md": "# Nothing\n"})
    done = quick("extract", *arguments)
    assert done.status == status
    assert said in done.flat
    assert not (project / "out").exists()
