"""One answer to be drafted: all that a worker needs, and what comes back. Both pickle."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tffix.cli.pool import Task
from tffix.edits.fmt import format_text
from tffix.engine.outcome import Failure
from tffix.responses.draft import Instructions, draft
from tffix.responses.entries import State
from tffix.responses.prompt import read_contract
from tffix.responses.report import Report, report_of
from tffix.rules import registry
from tffix.rules.diagnostics import Level
from tffix.source import Source


@dataclass(frozen=True, slots=True)
class DraftTask:
    """An answer and what to do with it. `prompt` is the text of its prompt, None where there is none.

    `selection` holds the rules and their options. `context` are texts of files beside the answer, `others` names of
    what else is there. `markdown` and `page` say which reports are wanted.
    """

    source: Source
    prompt: str | None
    selection: Task
    context: Mapping[str, str]
    others: frozenset[str]
    patch_context: bool = False
    formatted: bool = False
    markdown: bool = False
    page: bool = False

    @property
    def size(self) -> int:
        """Characters to work on."""
        return len(self.source.text)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of an answer. `context` are the new texts of the files beside it that are to be written."""

    document: str
    report: Report
    record: Mapping[str, object] = field(default_factory=dict)
    markdown: str = ""
    page: str = ""
    context: Mapping[str, str] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()

    def count(self, state: State | None = None) -> int:
        """How many findings there are in a state."""
        return self.report.count(state=state)


def process(task: DraftTask) -> Drafted:
    """Draft and report, in this process or in a worker's. A failure of our own is one of this answer only."""
    try:
        return _process(task)
    except Exception as error:  # noqa: BLE001 - the other answers still want their drafts
        name = task.source.path
        trace = "".join(traceback.format_exception(error)[-6:])
        message = f"tffix itself failed on {name}, where nothing was changed; please report this"
        empty = Report(name, 0, (), ())
        return Drafted(task.source.text, empty, failures=(Failure(message, detail=trace),))


def _process(task: DraftTask) -> Drafted:
    from tffix.output.report_json import report_record
    from tffix.output.report_markdown import report_markdown

    selection = task.selection
    instructions = Instructions(
        registry.load_rules(selection.rules),
        selection.run,
        selection.level or Level.UNSAFE,
        task.context,
        task.patch_context,
        {"": task.others},
        format_text if task.formatted else None,
    )
    contract = None if task.prompt is None else read_contract(task.prompt)
    made = draft(task.source, instructions, contract)
    report = report_of(made)
    result = Drafted(made.document, report, report_record(report), context=made.context, failures=made.failures)
    if task.markdown:
        result = replace(result, markdown=report_markdown(report))
    if task.page:
        from tffix.output.report_page import report_page

        result = replace(result, page=report_page(report))
    return result
