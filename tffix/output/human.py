"""Findings for a person, in the look of Terraform's own diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from tffix.edits.splice import TextEdit, splice
from tffix.engine.outcome import Applied, Failure
from tffix.errors import EditError
from tffix.output.cells import TAB_STOP, fold, width_of, wrap
from tffix.output.diff import changed_lines
from tffix.output.locate import Locator
from tffix.output.snippet import snippet
from tffix.output.style import Line, Style, paint
from tffix.rules.diagnostics import Diagnostic, Level, LoweredFix, Severity

#: What stands at an offset of a file, such as `resource "aws_lambda_alias" "live"`; None where nothing does.
Context = Callable[[str, int], str | None]

#: A proposed edit of more lines than this is cut: the whole of it is what `--diff` is for.
MOST_EDIT_LINES = 16

#: Of more places that belong to a finding than this, the first ones are named and the others counted.
MOST_RELATED = 5

_LABELS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Info"}


def render_diagnostic(
    diagnostic: Diagnostic,
    locator: Locator,
    style: Style,
    *,
    context: Context | None = None,
    remark: str = "",
    proposed: bool = True,
) -> str:
    """A finding that is there, in a box: sentence, place, source lines, detail, and what its fix would do.

    `remark` says why the fix was not written (`Skipped.reason`). The edit of a manual fix is shown, as it is
    never written, but for one that was shown before (not `proposed`). The text ends with a newline.
    """
    at = diagnostic.location
    body = _header(_LABELS[diagnostic.severity], diagnostic.message, diagnostic.severity, style)
    body.append([])
    if at.is_whole:
        what = "answer" if at.path.endswith(".md") else "module"
        body += _text(f"on {locator.locate(at.path, 0)}, about the {what} as a whole", style, first="  ", rest="    ")
    else:
        body += _place(at.path, at.start, at.end, locator, style, context, diagnostic.severity)
    if diagnostic.detail.strip():
        body.append([])
        body += _text(diagnostic.detail.strip("\n"), style)
    tail: list[Line] = []
    shown = diagnostic.related if len(diagnostic.related) <= MOST_RELATED else diagnostic.related[: MOST_RELATED - 1]
    for related in shown:
        where = related.location
        place = locator.locate(where.path, where.start)
        tail += _text(f"also: {place}: {related.message}", style, rest="  ")
    if len(shown) < len(diagnostic.related):
        tail += _text(f"also: {len(diagnostic.related) - len(shown)} more places", style, rest="  ")
    fix = diagnostic.fix
    if remark:
        tail += _text(f"not fixed: {remark}", style, rest="  ")
    tail += _verdict(f"fix ({fix.level}): {fix.title}" if fix else "", diagnostic.rule, style)
    if fix and fix.level == Level.MANUAL and proposed:
        tail += _proposal(fix, locator, style)
    body.append([])
    return _boxed(body + tail, diagnostic.severity, style)


def render_applied(
    applied: Applied, locator: Locator, style: Style, *, would: bool = False, more: Sequence[Applied] = ()
) -> str:
    """One line (or a few, wrapped) for a finding that was repaired, or with `would` only would be.

    `more` are other findings that the same edits repair.
    """
    diagnostic, fix = applied.diagnostic, applied.diagnostic.fix
    place = locator.locate(diagnostic.location.path, diagnostic.location.start)
    verb = "would fix" if would else "fixed"
    title = fix.title if fix else diagnostic.message
    others = f" and {len(more)} more {'place' if len(more) == 1 else 'places'}" if more else ""
    level = f" ({fix.level})" if fix else ""
    lines = _text(f"{verb}{level} {place}{others}: {title}  [{diagnostic.rule}]", style, rest="  ")
    for line in lines[:1]:
        text = line[0][0]
        line[:] = [(verb, "fix"), (text[len(verb) :], "")]
    return paint(lines, style)


def render_failure(failure: Failure, locator: Locator, style: Style, *, context: Context | None = None) -> str:
    """Something that went wrong, in the box of an error."""
    body = _header("Error", failure.message, Severity.ERROR, style)
    if failure.path:
        body.append([])
        at = failure.start
        if at:
            body += _place(failure.path, at, at, locator, style, context, Severity.ERROR)
        else:  # the file as a whole: its first line has nothing to do with it
            body += _text(f"on {locator.locate(failure.path, 0).path}", style, first="  ", rest="    ")
    if failure.detail.strip():
        body.append([])
        body += _text(failure.detail.strip("\n"), style)
    if failure.rules:
        body.append([])
        body += _text(" ".join(f"[{rule}]" for rule in failure.rules), style, role="dim")
    return _boxed(body, Severity.ERROR, style)


def render_error(message: str, style: Style, *, detail: str = "") -> str:
    """An error that has no place in a file (a file that cannot be read, a bad option), in the same box."""
    body = _header("Error", message, Severity.ERROR, style)
    if detail.strip():
        body += [[], *_text(detail.strip("\n"), style)]
    return _boxed(body, Severity.ERROR, style)


def _boxed(body: Iterable[Line], severity: Severity, style: Style) -> str:
    box, role = style.box, f"box-{severity}"
    lines: list[Line] = [[(box.top, role)]]
    for line in body:
        lines.append([(box.side, role), (" ", ""), *line] if line else [(box.side, role)])
    lines.append([(box.bottom, role)])
    return paint(lines, style)


def _header(label: str, message: str, severity: Severity, style: Style) -> list[Line]:
    lines = _text(f"{label}: {message}", style, role="strong")
    text = lines[0][0][0]
    lines[0] = [(text[: len(label) + 1], str(severity)), (text[len(label) + 1 :], "strong")]
    return lines


def _text(text: str, style: Style, *, rest: str = "", first: str = "", role: str = "") -> list[Line]:
    wrapped = wrap(style.clean(text), style.width - 2, first=first, rest=rest)
    return [[(line, role)] if line else [] for line in wrapped]


def _place(
    path: str,
    start: int,
    end: int,
    locator: Locator,
    style: Style,
    context: Context | None,
    severity: Severity,
) -> list[Line]:
    where = context(path, start) if context else None
    inner = Style(style.width - 2, style.color, style.encoding)
    source = snippet(path, start, end, locator, inner, str(severity))
    head = f"on {locator.locate(path, start)}" + (f", in {where}" if where else "") + (":" if source else "")
    return _text(head, style, first="  ", rest="    ") + source


def _verdict(fix: str, rule: str, style: Style) -> list[Line]:
    """What the fix is and the name to ignore it by, on one line if both fit."""
    name: Line = [(f"[{style.clean(rule)}]", "dim")]
    if not fix:
        return [name]
    lines = _text(fix, style, rest="  ", role="fix")
    last = lines[-1][0][0]
    if width_of(last) + len(rule) + 5 <= style.width - 2:
        lines[-1] = [(last, "fix"), ("   ", ""), *name]
        return lines
    return [*lines, name]


def _proposal(fix: LoweredFix, locator: Locator, style: Style) -> list[Line]:
    """The lines a fix would change, short."""
    told: list[list[Line]] = []  # per line of code its rows
    by_path: dict[str, list[TextEdit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.path, []).append(edit)
    created = dict(fix.new_files)
    for path in fix.paths:
        before = "" if path in created else locator.text(path)
        if before is None:
            continue
        try:
            after = created.get(path) or splice(before, by_path.get(path, ()))
        except EditError:  # the bug of a rule is the engine's to report, not a reason to show nothing
            continue
        if len(fix.paths) > 1:
            name = f"{path} (new):" if path in created else f"{path}:"
            told.append(_text(name, style, first="  ", rest="    ", role="dim"))
        for stretch in changed_lines(before, after):
            told += [_row(sign, text, style) for sign, text, _ in _without_blank_ends(stretch)]
    rows: list[Line] = []
    for index, one in enumerate(told):
        # A line that says how much is hidden takes no less room than the last that would be.
        if index and index < len(told) - 1 and len(rows) + len(one) > MOST_EDIT_LINES:
            rows.append([(f"  {style.box.ellipsis} {len(told) - index} more lines", "dim")])
            break
        rows += one
    return rows


def _row(sign: str, text: str, style: Style) -> list[Line]:
    """A line of a proposal in as many rows as it takes."""
    role = "removed" if sign == "-" else "added"
    pieces = list(islice(fold(style.clean(text.expandtabs(TAB_STOP)), style.width - 6), MOST_EDIT_LINES // 2 + 1))
    if len(pieces) > MOST_EDIT_LINES // 2:
        pieces[-1] = style.box.ellipsis
    return [[(f"{'    ' if index else f'  {sign} '}{piece}", role)] for index, piece in enumerate(pieces)]


def _without_blank_ends(stretch: Sequence[tuple[str, str, int]]) -> Sequence[tuple[str, str, int]]:
    """Changed lines without the blank ones that only set new code off."""
    filled = [index for index, (_, text, _) in enumerate(stretch) if text.strip()]
    return stretch[filled[0] : filled[-1] + 1] if filled else stretch
