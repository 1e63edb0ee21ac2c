"""What `tffix extract` did: for a person, as JSON, as a number for the shell."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tffix.cli.extract import Extracted
from tffix.cli.show import BROKEN, CLEAN, FINDINGS
from tffix.cli.streams import emit, say, style_of
from tffix.output.cells import width_of, wrap
from tffix.output.human import render_error
from tffix.output.jsonout import dumps
from tffix.output.style import Style
from tffix.responses.lost import lost_by
from tffix.responses.model import Truncation, VirtualFile

VERSION = 1


def finish(done: Extracted, *, as_json: bool) -> int:
    """Print what happened, and give the exit status."""
    if as_json:
        emit(sys.stdout, dumps(_document(done)).encode())
        return _exit_code(done)
    style = style_of(sys.stdout)
    say(sys.stdout, "".join(_table(done, style)))
    for note in done.answer.notes:
        line = done.answer.source.position(note.start).line
        say(sys.stdout, _wrapped(f"Note: {done.answer.source.path} line {line}: {note.message}", style))
    for cut in done.answer.truncated:
        for mention in _mentions(done, cut):
            where = f"{done.answer.source.path} line {mention['line']} ({mention['file']} line {mention['file_line']})"
            what = f"{mention['within'] or 'this'} refers to {mention['address']}, which was cut off."
            say(sys.stdout, _wrapped(f"Note: {where}: {what}", style))
    say(sys.stdout, "".join(render_error(str(error), style) for error in done.errors))
    say(sys.stdout, _wrapped(_summary(done), style))
    return _exit_code(done)


def _exit_code(done: Extracted) -> int:
    if done.errors:
        return BROKEN
    complete = any(file.is_terraform for file in done.answer.files) and not done.answer.truncated
    return CLEAN if complete else FINDINGS


def _summary(done: Extracted) -> str:
    number = len(done.answer.files) + len(done.context)
    if not done.answer.files:
        return f"{done.answer.source.path} holds no files."
    if not done.output:
        return f"{_count(number)}; nothing was written (--output says where to)."
    if done.errors:
        return f"Nothing was written to {done.output}."
    same = number - len(done.written)
    return f"Wrote {_count(len(done.written))} to {done.output}" + (f"; {same} unchanged." if same else ".")


def _count(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"


def _wrapped(text: str, style: Style) -> str:
    return "\n".join(wrap(style.clean(text), style.width, rest="  ")) + "\n"


def _table(done: Extracted, style: Style) -> Iterator[str]:
    """One line for each file: its path, its lines in the document, and what is special about it."""
    files = {file.path: file for file in done.answer.files}
    rows = [("File", "Lines", "")] if files or done.context else []
    for path in sorted((*files, *done.context)):
        if path in files:
            lines = ", ".join(f"{first}-{last}" for first, last in _lines(done, files[path]))
            rows.append((path, lines, "; ".join(_remarks(done, files[path]))))
        else:
            rows.append((path, "", f"from {done.context[path]}"))
    shown = [[style.clean(cell) for cell in row] for row in rows]
    widths = [max((width_of(row[column]) for row in shown), default=0) for column in (0, 1)]
    for path, lines, remark in shown:
        row = f"{path}{' ' * (widths[0] - width_of(path))}  {lines}{' ' * (widths[1] - width_of(lines))}  {remark}"
        yield row.rstrip() + "\n"


def _lines(done: Extracted, file: VirtualFile) -> list[tuple[int, int]]:
    """The lines of the document that hold the file."""
    position = done.answer.source.position
    return [(position(r.start).line, position(max(r.end - 1, r.start)).line) for r in file.regions]


def _remarks(done: Extracted, file: VirtualFile) -> Iterator[str]:
    if file.regions[0].announcement is None:
        yield "no name in the answer"
    elif file.announced != file.path:
        yield f"announced as {file.announced}"
    if any(cut.path == file.path for cut in done.answer.truncated):
        yield "breaks off"


def _mentions(done: Extracted, cut: Truncation) -> Iterator[dict[str, object]]:
    for mention in lost_by(done.answer, cut):
        file = done.answer.file(mention.path)
        assert file is not None
        yield {
            "file": mention.path,
            "file_line": file.text.count("\n", 0, mention.start) + 1,
            "line": done.answer.source.position(file.to_document(mention.start)).line,
            "address": mention.address,
            "within": mention.within,
        }


def _document(done: Extracted) -> dict[str, object]:
    """One JSON document."""
    position = done.answer.source.position
    files: list[dict[str, object]] = []
    for file in done.answer.files:
        files.append(
            {
                "path": file.path,
                "announced": file.announced if file.regions[0].announcement is not None else None,
                "terraform": file.is_terraform,
                "lines": [{"first": first, "last": last} for first, last in _lines(done, file)],
                "written": file.path in done.written,
            }
        )
    return {
        "version": VERSION,
        "answer": done.answer.source.path,
        "output": done.output or None,
        "files": files,
        "context": [{"path": p, "from": o, "written": p in done.written} for p, o in sorted(done.context.items())],
        "truncated": [
            {
                "path": cut.path,
                "line": position(cut.offset).line,
                "last": position(max(cut.end - 1, cut.offset)).line,
                "names": list(cut.names),
                "referred_to_by": list(_mentions(done, cut)),
            }
            for cut in done.answer.truncated
        ],
        "notes": [
            {
                "kind": n.kind,
                "line": position(n.start).line,
                "last": position(max(n.end - 1, n.start)).line,
                "message": n.message,
            }
            for n in done.answer.notes
        ],
        "errors": [str(error) for error in done.errors],
    }
