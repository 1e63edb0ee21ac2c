"""Fences and sections of an answer.

Answers are not CommonMark: a README in a ```` ```markdown ```` fence holds fences of the same length, a fence that was
never closed runs into the next one or into the `### Answer` heading, a list numbers itself past the indentation of
its fences. A CommonMark parser pairs every later fence wrongly then, and what it adds elsewhere (containers,
inlines) is not needed to splice text. So this scanner is the only mechanism; nothing here parses Markdown a second
time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from tffix.responses.outline import outline
from tffix.source import BOM, Source

MARKDOWN = frozenset({"markdown", "md", "mdx", "mdown"})
HCL = frozenset({"hcl", "terraform", "tf", "tfvars", "hcl2", "opentofu", "tofu"})
_FENCE = re.compile(r"([ \t]*+(?:>[ \t]*+)*+)(`{3,}+|~{3,}+)[ \t]*+([^\r\n]*)")
_HEADING = re.compile(r"[ \t]{0,3}(?:>[ \t]?)*+(#{1,6})[ \t]++(.*)")
_TRACE = re.compile(r"(?:reasoning|thinking|thought|chain of thought)(?: (?:trace|process|steps|log))?")
_ANSWER = re.compile(r"(?:final |the |my )?answer")
_DRAWING = re.compile("[\u2190-\u21ff\u2500-\u259f]")  # arrows, boxes
_DEPTH = 8  # README in a README in ...: deeper fences are plain code, so nothing recurses without a limit


class Lines:
    """The lines of a document: `self[i]` without its line ending, `start(i)` its first character."""

    __slots__ = ("_starts", "text")

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self._starts = source.line_starts

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> str:
        line = self.text[self.start(index) : self.start(index + 1)]
        return line[:-1].removesuffix("\r") if line.endswith("\n") else line

    def start(self, index: int) -> int:
        """Where line `index` begins, after a byte order mark; the end of the text for the line after the last."""
        if index >= len(self._starts):
            return len(self.text)
        if index == 0:
            return 1 if self.text.startswith(BOM) else 0
        return self._starts[index]

    def at(self, offset: int) -> int:
        """The line that holds the character at `offset`."""
        return bisect_right(self._starts, offset) - 1


class Mark(NamedTuple):
    """A line that opens or closes a fence; `indent` is what stands before it, the signs of a quote included."""

    indent: str
    mark: str
    info: str

    @property
    def language(self) -> str:
        """The first word of the info string, in lower case."""
        return re.split(r"[\s:,;{(=]", self.info, maxsplit=1)[0].lower()

    @property
    def depth(self) -> int:
        """In how many quotes the line stands."""
        return self.indent.count(">")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: line `opener`, content lines `first:last`, and `close`, the line after the whole.

    `ended` is `closed`, `open` (the document ends), `answer` (the answer's heading ends it) or `reopened` (another
    fence begins). `inner` are the fences inside a Markdown fence. `glued` counts the characters at the end of the
    content that are no content: a closing mark that stands on the last line of the code.
    """

    opener: int
    first: int
    last: int
    close: int
    mark: Mark
    ended: str
    inner: tuple[Fence, ...] = ()
    glued: int = 0

    @property
    def language(self) -> str:
        """The language of the info string."""
        return self.mark.language


@dataclass(frozen=True, slots=True)
class Layout:
    """The fences of a document; `answer` is the line after the answer's heading, 0 where there is no trace."""

    fences: tuple[Fence, ...]
    answer: int


def mark_of(line: str) -> Mark | None:
    """The fence that a line opens or closes."""
    found = _FENCE.fullmatch(line)
    if found is None or (found[2][0] == "`" and "`" in found[3]):
        return None
    return Mark(found[1], found[2], found[3].strip())


def heading_of(line: str) -> tuple[int, str] | None:
    """Level and text of a heading line."""
    found = _HEADING.fullmatch(line)
    return (len(found[1]), found[2].strip()) if found else None


def scan(lines: Lines) -> Layout:
    """Every fence of the document in order, and the section that holds the answer."""
    scanner = _Scanner(lines)
    return Layout(tuple(scanner.between(0, len(lines))), scanner.answer)


def closes(line: str, mark: Mark) -> bool:
    """Whether `line` would close a fence opened by `mark`, or look like a fence opened before it is closed."""
    found = mark_of(line)
    return found is not None and found.mark.startswith(mark.mark)


def _words(text: str) -> str:
    return text.strip(" \t*_:#.").lower()


class _Scanner:
    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.trace = False
        self.answer = 0
        self.words: dict[str, list[int]] | None = None  # lines of a single word, which may close a heredoc
        self.marks = [mark_of(lines[i]) if "```" in lines[i] or "~~~" in lines[i] else None for i in range(len(lines))]
        self.next_mark = [len(lines)] * (len(lines) + 1)
        for i in range(len(lines) - 1, -1, -1):
            self.next_mark[i] = i if self.marks[i] else self.next_mark[i + 1]

    def between(self, first: int, last: int) -> list[Fence]:
        fences: list[Fence] = []
        at = first
        while at < last:
            if self.marks[at] is None:
                self._heading(at)
                at += 1
                continue
            fence = self._read(at, last, 0)
            fences.append(fence)
            at = max(fence.close, at + 1)
        return fences

    def _heading(self, at: int) -> bool:
        """Notice the trace's and the answer's heading; true for the latter."""
        heading = heading_of(self.lines[at])
        if heading is None or self.answer:
            return False
        if not self.trace:
            self.trace = _TRACE.fullmatch(_words(heading[1])) is not None
            return False
        if _ANSWER.fullmatch(_words(heading[1])):
            self.answer = at + 1
            return True
        return False

    def _read(self, opener: int, limit: int, depth: int) -> Fence:
        mark = self.marks[opener]
        assert mark is not None
        markdown = mark.language in MARKDOWN and depth < _DEPTH
        inner: list[Fence] = []
        nested = asked = False
        checked = at = opener + 1
        while at < limit:
            here = self.marks[at]
            if mark.depth and not self.lines[at].lstrip(" \t").startswith(">"):
                return Fence(opener, opener + 1, at, at, mark, "open", tuple(inner))
            if here is None or here.depth != mark.depth:
                if self._ends_section(at):
                    return Fence(opener, opener + 1, at, at, mark, "answer", tuple(inner))
                if mark.language in HCL and not asked and self._is_glued(at, mark):
                    asked = True  # a mark on the last line of HCL closes the fence, unless it is text of a heredoc
                    if not self._inside(checked, at).startswith("<<"):
                        return self._glued(opener, at + 1, mark) or Fence(opener, opener + 1, at, at, mark, "open")
            elif here.mark.startswith(mark.mark):
                if mark.language in HCL:
                    end = self._heredoc_end(checked, at, limit)
                    checked = at = max(at, end)
                    if end:
                        continue
                if markdown and (here.info or self._opens(at)):
                    inner.append(child := self._read(at, limit, depth + 1))
                    at = child.close
                    continue
                if not here.info and not nested and _width(here.indent) <= _width(mark.indent) + 3:
                    return Fence(opener, opener + 1, at, at + 1, mark, "closed", tuple(inner))
                if not here.info:
                    nested = False
                elif (not asked or mark.language not in HCL) and self._reopens(mark, opener, at):
                    last = at if mark.language in HCL else self._line_above(opener, at)
                    return self._glued(opener, at, mark) or Fence(opener, opener + 1, last, last, mark, "reopened")
                else:
                    nested = asked = True
            at += 1
        glued = None if markdown else self._glued(opener, limit, mark)
        return glued or Fence(opener, opener + 1, limit, limit, mark, "open", tuple(inner))

    def _line_above(self, opener: int, at: int) -> int:
        return next((i for i in range(at - 1, opener, -1) if self.lines[i].strip()), opener)

    def _inside(self, first: int, at: int) -> str:
        """What the HCL in the lines `first:at` ends in."""
        return outline(self.lines.text, self.lines.start(first), self.lines.start(at)).inside

    def _heredoc_end(self, first: int, at: int, limit: int) -> int:
        """The line that closes the heredoc in which line `at` stands, 0 where it stands in none that is closed."""
        inside = self._inside(first, at)
        if not inside.startswith("<<"):
            return 0
        if self.words is None:
            self.words = {}
            for index in range(len(self.lines)):
                word = self.lines[index].strip()
                if word.replace("-", "_").isidentifier():
                    self.words.setdefault(word, []).append(index)
        found = self.words.get(inside[2:], [])
        index = bisect_right(found, at)
        return found[index] if index < len(found) and found[index] < limit else 0

    def _is_glued(self, at: int, mark: Mark) -> bool:
        line = self.lines[at].rstrip() if mark.mark in self.lines[at] else ""
        return line.endswith(mark.mark) and bool(line.strip(" \t" + mark.mark[0])) and not self.marks[at]

    def _glued(self, opener: int, last: int, mark: Mark) -> Fence | None:
        """The fence, if its closing mark stands on the last line of the code: ``a = 1```` ``` `` ``."""
        for at in range(last - 1, opener, -1):
            if self._is_glued(at, mark):
                line = self.lines[at]
                glued = self.lines.start(at + 1) - self.lines.start(at) - len(line.rstrip().rstrip(mark.mark[0]))
                return Fence(opener, opener + 1, at + 1, at + 1, mark, "closed", (), glued)
        return None

    def _ends_section(self, at: int) -> bool:
        return self.trace and not self.answer and self.lines[at].startswith("#") and self._heading(at)

    def _opens(self, at: int) -> bool:
        """Whether a bare fence line in a Markdown fence opens a nested fence rather than closing the outer one.

        It does where the next one is bare too and what is between them is a drawing; or it stands below a heading; or
        below a colon or a blank line, and above no blank line.
        """
        following = self.next_mark[at + 1]
        mark = self.marks[following] if following < len(self.lines) else None
        if mark is None or mark.info:
            return False
        above = self.lines[at - 1].strip()
        if heading_of(above):
            return True
        if self.lines[at + 1].strip() and (not above or above.endswith(":")):
            return True
        inner = [self.lines[i] for i in range(at + 1, following)]
        return any(map(_DRAWING.search, inner)) and not any(map(heading_of, inner))

    def _reopens(self, mark: Mark, opener: int, at: int) -> bool:
        """Whether the fence line `at`, inside the fence of line `opener`, says that the closing line is missing."""
        here = self.marks[at]
        if here is None or _width(here.indent) > _width(mark.indent):
            return False
        if mark.language in HCL:
            return True
        line = self._line_above(opener, at)
        above = self.lines[line].strip()
        return line > opener and (heading_of(above) is not None or above.startswith("**") or self._is_glued(line, mark))


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))
