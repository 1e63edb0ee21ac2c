"""`print(parse(x)) == x`, byte for byte, for every Terraform file at hand and for what is no Terraform at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tffix.source import Source
from tffix.syntax import parse, parse_template, tokenize

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = [
    ROOT / "golden",
    ROOT / "examples",
    ROOT.parent / "shared" / "corpus",
    ROOT.parent / "shared" / "conformance",
]
SUFFIXES = {".tf", ".tofu", ".tfvars", ".hcl", ".tftpl", ".tpl", ".md"}

NASTY = {
    "empty": b"",
    "byte_order_mark": b"\xef\xbb\xbfa = 1\n",
    "crlf_and_lf": b"a = 1\r\nb = 2\nc = 3\r\n",
    "carriage_returns_alone": b"a = 1\rb = 2\r",
    "tabs_and_blanks_at_the_end": b"a\t=\t1 \t \n\t",
    "not_utf_8": b'a = "\xff\xfe"\n# \xe9\n',
    "overlong_utf_8": b'a = "\xc0\x80"\n',
    "encoded_surrogate": b'a = "\xed\xa0\x80"\n',
    "nul": b"a = 1\n\x00\n",
    "form_feed_and_vertical_tab": b"a = 1\x0c\x0b\n",
    "unclosed_everything": b'a = [{(" ${ %{ if <<A\n /* x',
    "line_separators_of_unicode": "a = 1\u2028b = 2\u0085\n".encode(),
    "only_quotes": b'"""""""\n""',
    "heredoc_at_the_end": b"a = <<E\nx\nE",
}


def _same(data: bytes) -> None:
    source = Source.from_bytes("x", data)
    assert source.to_bytes() == data
    for parsed in (parse(source), parse_template(source)):
        assert str(parsed).encode("utf-8", "surrogateescape") == data
    tokens = tokenize(source.text)
    assert "".join(source.text[token.start : token.end] for token in tokens) == source.text
    assert all(token.start < token.end for token in tokens)


@pytest.mark.parametrize("data", NASTY.values(), ids=NASTY.keys())
def test_nasty_bytes(data: bytes) -> None:
    _same(data)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_files(folder: Path) -> None:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    if not paths:
        pytest.skip(f"no files in {folder.name}")
    for path in paths:
        data = path.read_bytes()
        if len(data) < 300_000:
            _same(data)
