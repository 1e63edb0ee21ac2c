"""What the form of an answer is made of, for rules about documents: fences, the text around them, names in the code.

Every change of form is a function from an answer to a new document. What it must not change is the code: `keeps` holds
the files of the new document against those that are meant to be in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from tffix.edits import Edits, lower
from tffix.edits.splice import TextEdit, splice
from tffix.linediff import changes
from tffix.responses.contract import Contract
from tffix.responses.extract import extract
from tffix.responses.fences import HCL, Fence, Lines, Mark, scan
from tffix.responses.model import Answer, Region, VirtualFile
from tffix.responses.names import announced, comment_path
from tffix.responses.outline import outline
from tffix.source import BOM, Source, split_lines
from tffix.syntax import Block, parse

Edit = tuple[int, int, str]

_IGNORE = re.compile(r"\s*(?:<!--\s*tffix:.{0,500}?-->\s*)*", re.DOTALL)
_AS_IT_IS = re.compile(
    r"\b(?:no changes?|unchanged|existing|already|not? (?:needed|required|included)|optional)\b", re.IGNORECASE
)
_LEADS = {
    "#": (".tf", ".tfvars", ".hcl", ".tofu", ".py", ".sh", ".bash", ".yaml", ".yml", ".toml", ".rb", ".ps1"),
    "//": (".js", ".mjs", ".cjs", ".ts", ".go", ".java"),
    "--": (".sql", ".lua"),
}


def edits_between(before: str, after: str) -> list[Edit]:
    """The edits by whole lines that make one text of the other."""
    old, new = split_lines(before), split_lines(after)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    return [(starts[i], starts[j], "".join(new[k:last])) for i, j, k, last in changes(old, new)]


def keeps(answer: Answer, document: str, files: Mapping[str, str]) -> bool:
    """Whether the files of a new document are these, but for blank lines at their ends and for line endings."""
    found = extract(Source(answer.source.path, document)).files
    return {file.path: _plain(file.text) for file in found} == {path: _plain(text) for path, text in files.items()}


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip("\n")


def is_terraform(file: VirtualFile) -> bool:
    """Whether a file is configuration in the language of Terraform."""
    return file.path.endswith(".tf")


def is_setup(file: VirtualFile) -> bool:
    """Whether a file holds nothing but settings of Terraform and its providers, which people keep to themselves."""
    items = outline(file.text).items
    return bool(items) and all(item.kind == "block" and item.type in ("terraform", "provider") for item in items)


def main_files(answer: Answer, contract: Contract) -> list[VirtualFile]:
    """The configuration of the root module that is the answer's own, in the order of the document."""
    own = [f for f in ordered(answer) if is_terraform(f) and not f.directory and not is_existing(f.path, contract)]
    return [file for file in own if not is_setup(file)] or own


def is_existing(path: str, contract: Contract) -> bool:
    """Whether the contract says that the file is there already and does not belong into the answer."""
    return path in contract.existing


def fences(answer: Answer) -> tuple[Fence, ...]:
    """The fences of the document; those inside of a Markdown fence where that holds the files of the answer."""
    found: list[Fence] = []
    lines = Lines(answer.source)
    openers = {region.opener for file in answer.files for region in file.regions if region.mark}
    for fence in scan(lines).fences:
        inner = [child for child in fence.inner if lines.start(child.opener) in openers]
        found += fence.inner if inner else (fence,)
    return tuple(found)


def file_spans(answer: Answer) -> list[tuple[int, int]]:
    """The stretches of the document that hold files, fences included, in order."""
    return sorted({(region.opener, region.close) for file in answer.files for region in file.regions})


def loose_spans(answer: Answer) -> list[tuple[int, int]]:
    """The stretches outside of the fences that hold files where anything stands but blank lines and ignore comments."""
    result: list[tuple[int, int]] = []
    at = 1 if answer.source.text.startswith(BOM) else 0
    for start, end in [*file_spans(answer), (len(answer.source.text), len(answer.source.text))]:
        ignored = _IGNORE.match(answer.source.text, at, start)
        low = ignored.end() if ignored else at
        if answer.source.text[low:start].strip():
            result.append((low, start))
        at = max(at, end)
    return result


def regions(answer: Answer) -> list[tuple[VirtualFile, Region]]:
    """Every stretch of code with its file, in the order of the document."""
    found = [(file, region) for file in answer.files for region in file.regions]
    return sorted(found, key=lambda pair: (pair[1].start, pair[1].end))


def named_inside(region: Region) -> bool:
    """Whether the name of the file stands in the fence itself: in its info string or in a comment."""
    return region.announcement is not None and region.announcement.kind in ("info", "comment")


def name_line(path: str) -> str | None:
    """The comment that names a file in its own language; None where that has no comments."""
    stem = path.removesuffix(".example").removesuffix(".sample")
    return next((f"{lead} {path}" for lead, suffixes in _LEADS.items() if stem.endswith(suffixes)), None)


def with_first_line(text: str, path: str, line: str, newline: str = "\n") -> str:
    """The code with a comment that names the file on its first line, in place of another one that names it."""
    first, ending, rest = text.partition("\n")
    if first.startswith("#!"):
        return first + ending + with_first_line(rest, path, line, newline)
    if first.rstrip("\r") == line:
        return text
    named = comment_path(first.rstrip("\r"), "hcl" if path.endswith((".tf", ".tfvars")) else "")
    if named is not None and named[1] and (named[0].path == path or named[0].path.endswith("/" + path)):
        return line + newline + rest
    return line + newline + text


def without_name_line(text: str) -> str:
    """The code without a first comment line that is nothing but a path."""
    first, _, rest = text.partition("\n")
    named = comment_path(first.rstrip("\r"), "hcl")
    return rest.lstrip("\r\n") if named is not None and named[1] else text


def with_names_inside(answer: Answer, contract: Contract) -> tuple[str, Mapping[str, str]]:
    """The document with every name in its fence, and the files it then holds.

    A name becomes a comment on the first line; in a language without comments, a word behind the label of the fence.
    """
    edits: list[TextEdit] = []
    text, path = answer.source.text, answer.source.path
    files = {file.path: file.text for file in answer.files}
    for file in answer.files:
        region = file.regions[0]
        if region.announcement is None or named_inside(region) or region.shared or not region.mark:
            continue
        line = wanted_line(file, contract)
        if line is None:
            at = text.index(region.mark, region.opener) + len(region.mark)
            edits.append(TextEdit(path, at, at + len(region.info), f"{region.info} {file.announced}"))
            continue
        if with_first_line(file.text, file.path, line) == file.text:
            continue
        skipped = len(file.text.partition("\n")[0]) + 1 if file.text.startswith("#!") else 0
        at = text.find("\n", region.start) + 1 if skipped else region.start
        edits.append(TextEdit(path, at, at, region.indent + line + answer.source.newline))
        files[file.path] = file.text[:skipped] + line + "\n" + file.text[skipped:]
    return splice(text, edits), files


def wanted_line(file: VirtualFile, contract: Contract) -> str | None:
    """The comment that is to name a file on its first line: that of the contract, where it demands one."""
    if contract.first_line and (contract.single_file in (None, file.path)) and is_terraform(file):
        return contract.first_line
    return name_line(file.announced)


def without_text_outside(answer: Answer, contract: Contract) -> str | None:
    """The document with nothing but the fences that hold files; None where a fence is open or a name would be lost."""
    if not answer.files or any(not region.closed for _, region in regions(answer)):
        return None
    document, files = with_names_inside(answer, contract)
    inner = extract(Source(answer.source.path, document))
    newline = answer.source.newline
    stretches = []
    for start, end in file_spans(inner):
        stretch = inner.source.text[start:end]
        stretches.append(stretch if stretch.endswith("\n") else stretch + newline)
    kept = "".join(_ignore_comments(inner)) + newline.join(stretches)
    return kept if keeps(answer, kept, files) else None


def _ignore_comments(answer: Answer) -> Iterator[str]:
    """The ignore comments of the whole document, which stay."""
    for found in re.finditer(r"<!--\s*tffix:\s*ignore-file.{0,500}?-->", answer.source.text):
        if not any(start <= found.start() < end for start, end in file_spans(answer)):
            yield found[0] + answer.source.newline * 2


def closed(answer: Answer) -> str:
    """The document with what was cut off left out, and every fence of a file closed."""
    edits: dict[int, TextEdit] = {}
    text = answer.source.text
    for loss in answer.truncated:
        edits[loss.offset] = TextEdit(answer.source.path, loss.offset, loss.end, "")
    for _, region in regions(answer):
        if region.closed or not region.mark:
            continue
        cut = next((c for c in answer.truncated if region.start <= c.offset <= region.close), None)
        start, end = (cut.offset, cut.end) if cut is not None else (region.end, region.end)
        before = "" if start == 0 or text[start - 1] == "\n" else answer.source.newline
        after = answer.source.newline
        if text[end:].strip():
            after += answer.source.newline
        edits[start] = TextEdit(answer.source.path, start, end, before + region.indent + region.mark + after)
    return splice(text, edits.values())


def language_of(region: Region) -> str:
    """The label of a fence."""
    return Mark(region.indent, region.mark, region.info).language


def hcl_label(answer: Answer, contract: Contract) -> str:
    """The label for a fence of Terraform: what the contract demands, else what the answer uses first."""
    words = [language_of(region) for _, region in regions(answer)]
    return contract.language or next((word for word in words if word in HCL), "hcl")


def fenced(answer: Answer, code: str, label: str) -> str:
    """Code in a fence that its own text does not close."""
    longest = max((len(run) for run in re.findall(r"^[ \t]*(`{3,})", code, re.MULTILINE)), default=2)
    mark = "`" * (longest + 1)
    body = code if code.endswith("\n") or not code else code + answer.source.newline
    return f"{mark}{label}{answer.source.newline}{body}{mark}{answer.source.newline}"


def ordered(answer: Answer) -> Sequence[VirtualFile]:
    """The files in the order in which the document brings them."""
    return sorted(answer.files, key=lambda file: file.regions[0].start)


def without_blocks(file: VirtualFile, is_unwanted: Callable[[Block], bool]) -> str:
    """The text of a file without some of its top-level blocks; as it is where it does not parse."""
    tree = parse(Source(file.path, file.text))
    edits = Edits()
    if tree.error is None:
        for block in tree.body.blocks:
            if is_unwanted(block):
                edits.remove(block)
    return splice(file.text, lower(edits.semantic).edits)


def described(answer: Answer) -> list[tuple[int, int, str]]:
    """Headings and bold lines that name a Terraform file which the answer does not hold: start, end and path."""
    lines = Lines(answer.source)
    fenced = {line for fence in scan(lines).fences for line in range(fence.opener, fence.close)}
    held = {file.path.rpartition("/")[2] for file in answer.files}
    found = []
    for index in range(len(lines)):
        line = lines[index]
        if index in fenced or not line.lstrip().startswith(("#", "**")) or _AS_IT_IS.search(line):
            continue
        named = announced(line, "hcl")
        if named is None or not named.exact or not named.path.endswith((".tf", ".tfvars")):
            continue
        if named.path.rpartition("/")[2] not in held:
            start = lines.start(index)
            found.append((start + named.start, start + named.end, named.path))
    return found
