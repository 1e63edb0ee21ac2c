"""A file that the answer lacks, as a fence in the answer's own manner."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from tffix.edits.splice import TextEdit
from tffix.responses.fences import HCL, Mark
from tffix.responses.indent import indented
from tffix.responses.model import Announcement, Answer, VirtualFile
from tffix.responses.names import announced, clean, fits, from_info, lead_of, starts

_LANGUAGES = {
    ".json": "json",
    ".py": "python",
    ".sh": "bash",
    ".bash": "bash",
    ".ps1": "powershell",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".js": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".ts": "typescript",
    ".md": "markdown",
    ".toml": "toml",
    ".sql": "sql",
    ".html": "html",
    ".xml": "xml",
    ".go": "go",
    ".rb": "ruby",
    ".csv": "csv",
}
_TEMPLATES = (".tpl", ".tftpl", ".tmpl", ".template", ".j2", ".example", ".sample")
_CLOSING = re.compile(r"[`*_\"'\])]*+")


def longest_run(text: str, char: str) -> int:
    """The length of the longest run of `char`."""
    return max((len(run) for run in re.findall(f"{re.escape(char)}++", text)), default=0)


def created(answer: Answer, new: Mapping[str, str]) -> Iterator[TextEdit]:
    """The edits that put the files `new` into the answer."""
    steps: Counter[int] = Counter()
    for order, path in enumerate(sorted(new)):
        neighbour = _neighbour(answer, path)
        at, in_front = _place(answer, neighbour)
        steps[at] += 1
        text = _block(answer, neighbour, path, new[path], steps[at], at, in_front)
        yield TextEdit(answer.source.path, at, at, text, ("file", path), order + 1)


def _neighbour(answer: Answer, path: str) -> VirtualFile | None:
    """The last file of the same directory, else the last file."""
    folder = posixpath.dirname(path)
    same = [file for file in answer.files if file.directory == folder]
    return max(same or answer.files, key=lambda file: file.regions[-1].start, default=None)


def _place(answer: Answer, neighbour: VirtualFile | None) -> tuple[int, bool]:
    """Where the new fence goes, and whether that is in front of the neighbour, whose own fence never ends."""
    if neighbour is None:
        return len(answer.source.text), False
    region = neighbour.regions[-1]
    if not region.mark:
        return region.end, False
    return (region.close, False) if region.closed else (region.head, True)


def _block(
    answer: Answer, neighbour: VirtualFile | None, path: str, text: str, step: int, at: int, in_front: bool
) -> str:
    document, newline = answer.source.text, answer.source.newline
    manner = _manner(answer, neighbour)
    region = neighbour.regions[-1] if neighbour is not None else None
    indent = region.indent if region is not None else ""
    char = region.mark[0] if region is not None and region.mark else "`"
    if text and not text.endswith("\n"):
        text += "\n"
    mark = char * max(3, longest_run(text, char) + 1)
    name = _announced_path(answer, neighbour, path)
    language = _language(answer, path)
    line, info = _announcement(manner, name, language, step)
    body = [*([line, *([""] if manner is None or manner.gap else [])] if line else []), mark + info]
    rows = [indented(row, indent) if row is not line else row for row in body]
    rows[0] = rows[0] if rows[0].startswith(indent) else indent + rows[0]
    content = [indented(row, indent) for row in text.replace("\r\n", "\n").split("\n")[:-1]]
    block = newline.join([*rows, *content, indent + mark]) + newline
    if at and document[at - 1] != "\n":
        return newline * 2 + block if step == 1 else newline + block
    above = document[:at].rstrip(" \t\r")[-2:] if at < 4096 else document[at - 4096 : at].rstrip(" \t\r")[-2:]
    if in_front:
        return block + newline
    lead = newline if at and (step > 1 or not above.replace("\r", "").endswith("\n\n")) else ""
    rest = document[at : document.find("\n", at) + 1 or len(document)]
    return lead + block + (newline if rest.strip() else "")


def _manner(answer: Answer, neighbour: VirtualFile | None) -> Announcement | None:
    """The announcement to imitate: that of the neighbour, else the last one of the answer outside of the code."""
    order = sorted(answer.files, key=lambda file: file.regions[-1].start, reverse=True)
    for file in [neighbour, *order] if neighbour is not None else []:
        found = file.regions[-1].announcement if file is not None else None
        if found is not None and found.kind in ("heading", "bold", "line", "info"):
            return found
    return None


def _announced_path(answer: Answer, neighbour: VirtualFile | None, path: str) -> str:
    """The path with the root that the paths of the answer share."""
    prefix = ""
    for file in ([neighbour] if neighbour is not None else []) + list(answer.files):
        if file.announced != file.path and file.announced.endswith(file.path):
            prefix = file.announced.removesuffix(file.path)
            break
    known = neighbour is not None and neighbour.directory == posixpath.dirname(path)
    return prefix + path if prefix or known else "./" + path


def _language(answer: Answer, path: str) -> str:
    if path.endswith((".tf", ".tfvars", ".hcl", ".tofu")):
        words = [Mark("", "", region.info).language for file in answer.files for region in file.regions]
        common = Counter(word for word in words if word in HCL).most_common(1)
        return common[0][0] if common else "hcl"
    stem = path
    while stem.endswith(_TEMPLATES):
        stem = posixpath.splitext(stem)[0]
    language = _LANGUAGES.get(posixpath.splitext(stem)[1], "text")
    if stem != path and stem.endswith((".tf", ".tfvars")):
        language = "hcl"
    return language if fits(path, language) else "text"


def _announcement(manner: Announcement | None, path: str, language: str, step: int) -> tuple[str, str]:
    """The line above the fence (empty where the info string says it all) and the info string."""
    if manner is not None and manner.kind == "info":
        word = Mark("", "", manner.line).language
        head = manner.line[: manner.start]
        info = language + head[len(word) :] + path + manner.line[manner.end :]
        found = from_info(info, language)
        if found is not None and found.path == clean(path):
            return "", info
    elif manner is not None:
        line = _imitated(manner, path, step)
        named = announced(line, language)
        if named is not None and named.exact and named.path == clean(path):
            return line, language
    line = f"**{path}**"
    named = announced(line, language)
    if named is None or named.path != clean(path):
        line = f"**File: {path}**"
    return line, language


def _imitated(manner: Announcement, path: str, step: int) -> str:
    """The announcing line with another path and number, without the title."""
    line = manner.line
    lead = lead_of(line)
    bare, number = starts(line, manner.start, lead)
    prefix = line[: manner.start]
    if bare and number >= 0:
        prefix = re.sub(r"\d+(?=\D*$)", str(number + step), prefix)
    elif not bare:
        run = prefix[len(prefix.rstrip("`*_")) :]
        prefix = prefix[:lead] + ("**" if manner.kind == "bold" and "**" not in run else "") + run
    rest = line[manner.end :].rstrip()
    closing = _CLOSING.match(rest)
    suffix = rest if not rest.strip("`*_\"':)]") else closing[0] if closing is not None else ""
    if not bare:
        suffix = suffix.replace(")", "").replace("]", "")
    for sign in ("`", "**"):
        if (prefix + suffix).count(sign) % 2:
            suffix += sign
    return prefix + path + suffix
