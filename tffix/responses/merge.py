"""Several files, or the pieces of one, in the one fenced block that a contract demands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tffix.edits.splice import TextEdit, splice
from tffix.responses.contract import Contract
from tffix.responses.fences import Lines
from tffix.responses.form import (
    fenced,
    fences,
    hcl_label,
    is_existing,
    is_setup,
    keeps,
    main_files,
    name_line,
    ordered,
    regions,
    wanted_line,
    with_first_line,
    without_name_line,
)
from tffix.responses.model import Answer, VirtualFile
from tffix.responses.rewrite import rewrite


@dataclass(frozen=True, slots=True)
class Merged:
    """A new document; without one, `reason` says in a sentence what is in the way."""

    document: str | None
    reason: str = ""


def target_of(answer: Answer, contract: Contract) -> str | None:
    """The one file that all Terraform of the root module is to be in, None where several are allowed."""
    if not contract.only_files or sum(path.endswith(".tf") for path in contract.files) > 1:
        return None
    wanted = next((path for path in contract.files if path.endswith(".tf")), None)
    own = main_files(answer, contract)
    return wanted or (_principal(own) if own else None)


def home_of(answer: Answer, contract: Contract) -> str:
    """The file of the answer for declarations that would be a new file; empty where the contract allows for one."""
    own = main_files(answer, contract)
    if not own or not (contract.only_files or contract.is_one_block):
        return ""
    paths = [file.path for file in own]
    wanted = [path for path in contract.files if path.endswith(".tf")]
    demanded = [path for path in wanted if path in paths]
    if len(wanted) > 1 and len(demanded) < len(wanted):
        return ""  # the new file may be one that is demanded
    return demanded[0] if demanded else _principal(own)


def _principal(files: Sequence[VirtualFile]) -> str:
    """The file that people would call the configuration: main.tf, or the longest."""
    return max(files, key=lambda file: (file.path == "main.tf", len(file.text))).path


def extra_files(answer: Answer, contract: Contract) -> list[VirtualFile]:
    """The Terraform files of the root module beside the one that is demanded."""
    target = target_of(answer, contract)
    own = main_files(answer, contract)
    return own[1:] if target is not None and len(own) > 1 else []


def into_one_file(answer: Answer, contract: Contract) -> Merged:
    """The document with all Terraform of the root module in one file."""
    target = target_of(answer, contract)
    own = main_files(answer, contract)
    if target is None or len(own) < 2:
        return Merged(None)
    place = next((file.path for file in own if file.path == target), own[0].path)
    after = {file.path: file.text for file in answer.files if file not in own}
    after[place] = _joined(own, place)
    document = rewrite(answer, after)
    if not keeps(answer, document, after):
        return Merged(None, "The files cannot be put together so that they read the same.")
    return Merged(document)


def _joined(files: Sequence[VirtualFile], place: str) -> str:
    """The code of the files below the comment that names the file at `place`, where it has one."""
    code = "\n".join(without_name_line(file.text).strip("\n") + "\n" for file in files)
    own = next(file.text for file in files if file.path == place)
    return code if without_name_line(own) == own else own.partition("\n")[0] + "\n" + code


def into_one_block(answer: Answer, contract: Contract) -> Merged:
    """The document with all Terraform in one fence, and no other fence that holds no file."""
    code = [file for file in ordered(answer) if file.path.endswith((".tf", ".tfvars"))]
    others = [file for file in answer.files if file not in code]
    wanted = [file for file in code if not _is_left_out(file, contract)]
    if not wanted:
        return Merged(None, "There is no Terraform to put into a block.")
    if any(not region.closed for _, region in regions(answer)):
        return Merged(None)
    lines = Lines(answer.source)
    kept = {region.opener for file in others for region in file.regions}
    if others and sum(lines.start(fence.opener) not in kept for fence in fences(answer)) == 1:
        return Merged(None, _in_the_way(others))
    sections = _sections(answer, wanted, contract)
    text = "\n".join(section.strip("\n") + "\n" for section in sections.values())
    block = fenced(answer, text.replace("\n", answer.source.newline), hcl_label(answer, contract))
    document = _with_block(answer, block, code, others)
    files = {**sections, **{file.path: file.text for file in others}}
    if document == answer.source.text:
        return Merged(None, _in_the_way(others))
    if not keeps(answer, document, files):
        return Merged(None, "The files cannot be put into one block so that they read the same.")
    return Merged(document)


def _is_left_out(file: VirtualFile, contract: Contract) -> bool:
    """Whether a file is no part of the answer: it exists already, or configures providers where none are wanted."""
    return is_existing(file.path, contract) or (contract.provider_blocks is False and is_setup(file))


def _in_the_way(others: Sequence[VirtualFile]) -> str:
    names = ", ".join(file.path for file in others)
    return f"A block of Terraform cannot hold {names}." if others else ""


def _sections(answer: Answer, wanted: Sequence[VirtualFile], contract: Contract) -> Mapping[str, str]:
    """The files of the block with the comments that name them."""
    texts = {file.path: file.text.replace("\r\n", "\n") for file in wanted}
    if len(texts) == 1:
        (path,) = texts
        line = wanted_line(wanted[0], contract)
        unnamed = wanted[0].regions[0].announcement is None and contract.first_line is None
        return texts if unnamed or line is None else {path: with_first_line(texts[path], path, line)}
    return {
        file.path: with_first_line(texts[file.path], file.path, name_line(file.announced) or f"# {file.path}")
        for file in wanted
    }


def _with_block(answer: Answer, block: str, code: Sequence[VirtualFile], others: Sequence[VirtualFile]) -> str:
    """The document with the block in the place of the first piece of code, without the other pieces and fences."""
    text = answer.source.text
    lines = Lines(answer.source)
    kept = {region.opener for file in others for region in file.regions}
    pieces = [region for file in code for region in file.regions]
    pieces = [region for file in code for region in file.regions]
    spans = {(region.head, region.close) for region in pieces if region.mark or not region.shared}
    spans |= {
        (lines.start(fence.opener), lines.start(fence.close))
        for fence in fences(answer)
        if lines.start(fence.opener) not in kept
    }
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    first = min(region.head for region in pieces)
    edits = []
    for start, end in merged:
        stop = end
        while (line := text.find("\n", stop) + 1) and not text[stop:line].strip():
            stop = line
        if start <= first < end:
            spans_behind = [span for span in merged if span[0] >= end]
            rest = answer.source.newline if _has_text(text, end, spans_behind) else ""
            edits.append(TextEdit(answer.source.path, start, stop, block + rest))
        else:
            edits.append(TextEdit(answer.source.path, start, stop, ""))
    return splice(text, edits)


def _has_text(text: str, start: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether anything but the given stretches stands behind a place."""
    at = start
    for low, high in [*spans, (len(text), len(text))]:
        if text[at:low].strip():
            return True
        at = high
    return False
