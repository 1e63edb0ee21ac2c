"""A Markdown answer: its files with those of its context, and places in them as a person is shown them."""

from __future__ import annotations

from collections.abc import Mapping

from tffix.cli.files import File
from tffix.output.locate import Place, TextLocator
from tffix.source import Source

#: What a Markdown answer on standard input is called when nobody says what it is.
UNNAMED_ANSWER = "stdin.md"


def is_answer(data: bytes) -> bool:
    """Whether bytes of which only this is known are a Markdown answer: fences of Terraform, and no HCL around them."""
    if b"```" not in data and b"~~~" not in data:
        return False
    from tffix.responses.fences import HCL, Lines, scan
    from tffix.syntax.configfile import parse

    source = Source.from_bytes(UNNAMED_ANSWER, data)
    fenced = any(fence.language in HCL for fence in scan(Lines(source)).fences)
    return fenced and parse(source.text, source.path).structure_error is not None


def rewritten(document: File, texts: Mapping[str, str], context: Mapping[str, File]) -> str:
    """The document with its files replaced by `texts`, of which those of the context are no part of it."""
    from tffix.responses.extract import extract
    from tffix.responses.rewrite import rewrite

    return rewrite(extract(document.source), {path: text for path, text in texts.items() if path not in context})


class AnswerLocator:
    """Places in an answer: the line of the document and that of the file in it; files of the context as they are."""

    def __init__(self, shown: str, document: str, texts: Mapping[str, str], context: Mapping[str, File]) -> None:
        from tffix.responses.extract import extract

        self._document = Source(shown, document)
        self._answer = extract(self._document)
        self._plain = TextLocator(texts)
        self._context = context

    def locate(self, path: str, offset: int) -> Place:
        """The place of an offset in a file of the answer or of its context."""
        if path == self._document.path:
            offset = min(max(offset, 0), len(self._document.text))
            position = self._document.position(offset)
            held = self._answer.at(offset)
            within = self._plain.locate(held[0].path, held[1]) if held is not None else None
            return Place(path, position.line, position.column, within)
        inner = self._plain.locate(path, offset)
        if path in self._context:
            return Place(self._context[path].shown, inner.line, inner.column)
        file = self._answer.file(path)
        if file is None:
            return Place(self._document.path, 1, 1, inner)
        position = self._document.position(file.to_document(offset))
        return Place(self._document.path, position.line, position.column, inner)

    def text(self, path: str) -> str | None:
        """The text of a file, or of the document."""
        if path == self._document.path:
            return self._document.text
        return self._plain.text(path)
