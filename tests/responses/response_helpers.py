"""Short ways to say what an answer holds."""

from __future__ import annotations

from tffix.responses import Answer, extract, rewrite
from tffix.source import Source

VPC = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n'
REGION = 'variable "region" {\n  type = string\n}\n'
OUT = 'output "vpc" {\n  value = aws_vpc.main.id\n}\n'


def answer(text: str) -> Answer:
    """The answer, after the checks that hold for every document."""
    found = extract(Source("answer.md", text))
    assert rewrite(found, files(found)) == text
    for file in found.files:
        for offset, char in enumerate(file.text):
            assert text[file.to_document(offset)] == char
    assert [file.path for file in found.files] == sorted(file.path for file in found.files)
    return found


def files(found: Answer) -> dict[str, str]:
    """Texts by path."""
    return {file.path: file.text for file in found.files}


def paths(text: str) -> list[str]:
    """The paths in a document."""
    return [file.path for file in answer(text).files]


def kinds(found: Answer) -> list[str]:
    """The kinds of the notes."""
    return [note.kind for note in found.notes]


def fence(code: str, info: str = "hcl", mark: str = "```") -> str:
    """A fenced block."""
    return f"{mark}{info}\n{code}{mark}\n"
