"""Changed texts as the edits of the protocol: no more of a file than what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol import types as lsp

from tffix.linediff import changes
from tffix.lsp.convert import View
from tffix.lsp.positions import Lines
from tffix.source import split_lines

#: What files become: by absolute path the text before (None for a new file) and after.
Changes = Mapping[str, tuple[str | None, str]]

REVIEW = "review"


def text_edits(before: str, after: str, lines: Lines) -> Iterator[lsp.TextEdit]:
    """The edits that make `after` of `before`, disjoint and in order."""
    old, new = split_lines(before), split_lines(after)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for i, j, k, l in changes(old, new):  # noqa: E741
        start, end, text = starts[i], starts[j], "".join(new[k:l])
        gone = before[start:end]
        # A surrogate pair or a CRLF is never torn: both ends of a line are looked at in code points.
        head = _shared(gone, text)
        tail = _shared(gone[head:][::-1], text[head:][::-1])
        if head and gone[head - 1] == "\r":
            head -= 1
        if tail and gone[len(gone) - tail :].startswith("\n"):
            tail -= 1
        yield lsp.TextEdit(lines.range(start + head, end - tail), text[head : len(text) - tail])


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with together."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def workspace_edit(
    changes: Changes, view: View, capabilities: lsp.ClientCapabilities, review: str = ""
) -> lsp.WorkspaceEdit:
    """One edit of several files, new ones created first. With `review`, the client asks before it makes it.

    Neovim has `resourceOperations` without `documentChanges`, where alone they can stand: it knows those as well.
    """
    can = capabilities.workspace.workspace_edit if capabilities.workspace else None
    annotated = bool(review and can and can.change_annotation_support)
    if not (can and (can.document_changes or can.resource_operations)):
        plain = {
            view.document_of(path).uri: list(text_edits(before or "", after, view.lines_of(before or "")))
            for path, (before, after) in changes.items()
            if before is not None
        }
        return lsp.WorkspaceEdit(changes=plain)
    operations: list[lsp.TextDocumentEdit | lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile] = []
    for path, (before, after) in sorted(changes.items()):
        document = view.document_of(path)
        if before is None:
            operations.append(lsp.CreateFile(document.uri, annotation_id=REVIEW if annotated else None))
        edits: list[lsp.TextEdit | lsp.AnnotatedTextEdit | lsp.SnippetTextEdit] = []
        for edit in text_edits(before or "", after, view.lines_of(before or "")):
            edits.append(lsp.AnnotatedTextEdit(REVIEW, edit.range, edit.new_text) if annotated else edit)
        operations.append(lsp.TextDocumentEdit(document, edits))
    annotation = lsp.ChangeAnnotation(review, needs_confirmation=True, description="The plan may change.")
    return lsp.WorkspaceEdit(
        document_changes=operations, change_annotations={REVIEW: annotation} if annotated else None
    )


def creates_files(changes: Changes) -> bool:
    """Whether a new file is among the changes."""
    return any(before is None for before, _ in changes.values())
