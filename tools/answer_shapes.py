"""What a collection of answers looks like, as tffix reads them: shapes, names, and what breaks off.

    python tools/answer_shapes.py DIR [--glob '**/MODEL_RESPONSE.md'] [--json FILE]

DIR holds Markdown answers. Printed are how many answers have each property (see `SHAPES`), how their files are called,
and for each answer that breaks off what was kept, what was cut, and how many places refer to that.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tffix.responses import Answer, extract, lost_by
from tffix.responses.fences import HCL, MARKDOWN, Layout, Lines, scan
from tffix.source import Source

FENCES = ((0, "no fence"), (1, "1 fence"), (5, "2-5 fences"), (10, "6-10 fences"), (20, "11-20 fences"))
FILES = ((0, "no file"), (1, "1 file"), (3, "2-3 files"), (9, "4-9 files"))


@dataclass(frozen=True)
class Read:
    """An answer and what it was read as."""

    name: str
    source: Source
    layout: Layout
    answer: Answer

    @property
    def terraform(self) -> int:
        """The number of files of configuration."""
        return sum(file.path.endswith(".tf") for file in self.answer.files)

    @property
    def names(self) -> Counter[str]:
        """How the files of Terraform are announced."""
        files = [file for file in self.answer.files if file.is_terraform]
        return Counter(r.announcement.kind if r.announcement else "none" for f in files for r in f.regions)

    def has_note(self, *kinds: str) -> bool:
        """Whether there is a note of one of these kinds."""
        return any(note.kind in kinds for note in self.answer.notes)


SHAPES: dict[str, Callable[[Read], bool]] = {
    "Terraform outside of fences": lambda r: any(not g.mark for f in r.answer.files for g in f.regions),
    "only Terraform outside of fences": lambda r: (
        bool(r.answer.files) and all(not g.mark for f in r.answer.files for g in f.regions)
    ),
    "longer fences than three marks": lambda r: any(len(f.mark.mark) > 3 for f in r.layout.fences),
    "an indented fence": lambda r: any(f.mark.indent for f in r.layout.fences),
    "a fence in a quote": lambda r: any(f.mark.depth for f in r.layout.fences),
    "fences in a Markdown fence": lambda r: any(f.inner for f in r.layout.fences if f.language in MARKDOWN),
    "a fence that opens in an open one": lambda r: any(f.ended == "reopened" for f in r.layout.fences),
    "a fence that is never closed": lambda r: any(f.ended in ("open", "answer") for f in r.layout.fences),
    "a fence of Terraform that is never closed": lambda r: any(
        f.ended in ("open", "answer") for f in r.layout.fences if f.language in HCL
    ),
    "sub-directories": lambda r: any("/" in f.path for f in r.answer.files if f.path.endswith(".tf")),
    "a root that is left out of the paths": lambda r: any(f.announced != f.path for f in r.answer.files),
    "several files in one fence": lambda r: any(g.shared for f in r.answer.files for g in f.regions),
    "a file announced again": lambda r: r.has_note("revision", "addition"),
    "excerpts of files left out": lambda r: r.has_note("dropped"),
    "excerpts of no file left out": lambda r: r.has_note("excerpt"),
    "reasoning and answer": lambda r: r.layout.answer > 0,
    "Terraform in the reasoning only": lambda r: r.has_note("draft"),
    "every file of Terraform named": lambda r: r.terraform > 0 and not r.names["none"],
    "no file of Terraform named": lambda r: bool(r.names) and set(r.names) == {"none"},
    "named and unnamed files of Terraform": lambda r: r.names["none"] > 0 and len(r.names) > 1,
    "files of other languages": lambda r: any(not f.is_terraform for f in r.answer.files),
    "breaks off": lambda r: bool(r.answer.truncated),
    "breaks off in a fence that is closed": lambda r: any(_in_closed(r, cut.path) for cut in r.answer.truncated),
}


def _in_closed(read: Read, path: str) -> bool:
    file = read.answer.file(path)
    return file is not None and bool(file.regions[-1].mark) and file.regions[-1].closed


@dataclass(frozen=True)
class Cut:
    """A file that breaks off: lines kept and cut, the line of the document, what was cut, what refers to it."""

    answer: str
    path: str
    line: int
    kept: int
    lost: int
    names: tuple[str, ...]
    referred_to: int


def read(path: Path, name: str) -> Read:
    """The answer in a file."""
    source = Source.from_bytes(name, path.read_bytes())
    return Read(name, source, scan(Lines(source)), extract(source))


def cuts(one: Read) -> Iterable[Cut]:
    """What breaks off in an answer."""
    for cut in one.answer.truncated:
        file = one.answer.file(cut.path)
        kept = file.text.count("\n") if file is not None else 0
        rest = one.source.text[cut.offset : cut.end].strip()
        line = one.source.position(cut.offset).line
        mentions = len(lost_by(one.answer, cut))
        yield Cut(one.name, cut.path, line, kept, rest.count("\n") + 1, cut.names, mentions)


def shapes(answers: Sequence[Read]) -> dict[str, int]:
    """How many answers have each property."""
    counts = {f"{label}": 0 for _, label in (*FENCES, (0, "more fences"), *FILES, (0, "10 or more files"))}
    for one in answers:
        counts[_bucket(len(one.layout.fences), FENCES, "more fences")] += 1
        counts[_bucket(one.terraform, FILES, "10 or more files")] += 1
    return {**counts, **{label: sum(map(has, answers)) for label, has in SHAPES.items()}}


def _bucket(number: int, bounds: Sequence[tuple[int, str]], rest: str) -> str:
    return next((label for bound, label in bounds if number <= bound), rest)


def named_by(answers: Iterable[Read]) -> dict[str, tuple[int, int]]:
    """For each way to announce a file of Terraform: how many stretches of code, in how many answers."""
    stretches: Counter[str] = Counter()
    where: Counter[str] = Counter()
    for one in answers:
        stretches.update(one.names)
        where.update(one.names.keys())
    return {kind: (count, where[kind]) for kind, count in stretches.most_common()}


def main() -> int:
    """Read, count, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--glob", default="**/MODEL_RESPONSE.md")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    paths = sorted(options.directory.glob(options.glob))
    answers = [read(path, path.relative_to(options.directory).as_posix()) for path in paths]
    lost = [cut for one in answers for cut in cuts(one)]
    print(f"{len(answers)} answers")
    for label, count in shapes(answers).items():
        print(f"{count:6}  {label}")
    print("\nHow files of Terraform are announced: stretches of code, answers")
    for kind, (count, where) in named_by(answers).items():
        print(f"{count:6}{where:6}  {kind}")
    print("\nWhat breaks off: lines kept, lines cut, places that refer to what was cut")
    for cut in lost:
        names = ", ".join(cut.names) or "?"
        print(f"{cut.kept:6}{cut.lost:6}{cut.referred_to:6}  {cut.answer} line {cut.line}, {cut.path}: {names}")
    if options.json:
        document = {
            "answers": len(answers),
            "shapes": shapes(answers),
            "names": named_by(answers),
            "truncated": [asdict(cut) for cut in lost],
        }
        options.json.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
