"""Tasks through the engine: in this process, or in as many as there are cores when that pays."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from tffix.engine.check import RunOptions
from tffix.engine.fix import check_configuration, fix_configuration
from tffix.engine.outcome import Failure, Outcome
from tffix.errors import TffixError
from tffix.rules import registry
from tffix.rules.diagnostics import Diagnostic, Level, Location, Related, Severity
from tffix.source import Source

# Below this many characters a process pool costs more than it saves.
_WORTH_A_POOL = 600_000

TRUNCATED = "truncated-response"
# The rule that says the same and more.
_TRUNCATED_RULE = "response-truncated-block"


@dataclass(frozen=True, slots=True)
class Task:
    """One configuration or answer and what to do with it: all that a worker needs, and it pickles.

    Without a level it is checked only. `document` is the answer that the sources come from, but for those of its
    `context`; `truncated` are the paths whose text breaks off in it, with the addresses of what was cut.
    """

    name: str
    sources: Mapping[str, str]
    other_files: Mapping[str, frozenset[str]]
    rules: tuple[str, ...]
    run: RunOptions
    level: Level | None = None
    cross_check: bool = False
    truncated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    document: Source | None = None
    context: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """Characters to work on."""
        return sum(map(len, self.sources.values()))


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task; `uncompared` is the number of changed files that the second parser could not read."""

    outcome: Outcome
    uncompared: int = 0


def process(task: Task) -> Done:
    """Check or fix, in this process or in a worker's. A failure of our own is one of this task only."""
    try:
        done = _process(task)
        return replace(done, outcome=completed(task, done.outcome))
    except Exception as error:  # noqa: BLE001 - the other configurations still want their answers
        return Done(Outcome(task.sources, task.sources, failures=(_bug(task, error),)))


def completed(task: Task, outcome: Outcome) -> Outcome:
    """The outcome for the files of a task with what is to be said of the answer that they come from."""
    if task.document is not None:
        outcome = _reshaped(task, task.document, outcome)
    texts = outcome.after
    cut = {} if _TRUNCATED_RULE in task.rules else task.truncated
    broken_off = [_truncated(path, names, texts) for path, names in cut.items() if path in texts]
    found = sorted((*outcome.diagnostics, *broken_off), key=lambda diagnostic: diagnostic.sort_key)
    return replace(outcome, diagnostics=tuple(found)) if broken_off else outcome


def _process(task: Task) -> Done:
    rules = registry.load_rules(task.rules)
    if task.level is None:
        return Done(check_configuration(task.sources, rules, task.run, other_files=task.other_files))
    outcome = fix_configuration(task.sources, rules, task.level, task.run, other_files=task.other_files)
    if not task.cross_check or not outcome.changed:
        return Done(outcome)
    from tffix.engine.crosscheck import cross_check

    found = cross_check(outcome.before, outcome.after, [applied.diagnostic for applied in outcome.applied])
    if not found.problems:
        return Done(outcome, found.skipped)
    # The second parser sees changes that no fix announced: everything stays as it was.
    unfixed = _process(replace(task, level=None)).outcome
    failures = tuple(Failure(f"nothing was changed: {problem}") for problem in found.problems)
    return Done(replace(unfixed, failures=(*outcome.failures, *failures)), found.skipped)


def _reshaped(task: Task, document: Source, outcome: Outcome) -> Outcome:
    """The outcome with what the rules about documents make of the answer."""
    from tffix.responses.check import answer_rules
    from tffix.responses.reshape import Reshaping, reshape

    rules = registry.load_rules(task.rules)
    if not answer_rules(rules):
        return outcome
    return reshape(document, outcome, Reshaping(rules, task.level, task.run, task.other_files, task.context))


def _truncated(path: str, names: tuple[str, ...], texts: Mapping[str, str]) -> Diagnostic:
    from tffix.responses.lost import mentions

    end = len(texts[path].rstrip())
    lost = mentions(names, path, texts)
    cut = f"What was cut begins with {' and '.join(names)}. " if names else ""
    return Diagnostic(
        TRUNCATED,
        Severity.ERROR,
        f"{path} breaks off after this.",
        Location(path, end, end),
        detail=f"{cut}The unfinished rest of the document is left as it is, and is no part of the file.",
        related=tuple(
            Related(Location(m.path, m.start, m.end), f"{m.within or 'this'} refers to {m.address}, which was cut.")
            for m in lost
        ),
    )


def _bug(task: Task, error: Exception) -> Failure:
    trace = "".join(traceback.format_exception(error)[-6:])
    return Failure(f"tffix itself failed on {task.name}, where nothing was changed; please report this", detail=trace)


def work(tasks: Sequence[Task], workers: int, advance: Callable[[int], None]) -> Iterator[Done]:
    """The results of the tasks, in their order. `advance` is told how many characters are done."""
    return spread(process, tasks, workers, advance)


class Sized(Protocol):
    """Work of a known size."""

    @property
    def size(self) -> int:
        """Characters to work on."""


T = TypeVar("T", bound=Sized)
R = TypeVar("R")


def spread(do: Callable[[T], R], tasks: Sequence[T], workers: int, advance: Callable[[int], None]) -> Iterator[R]:
    """What `do` (a function of a module, as it pickles) makes of each task, in their order; see `work`."""
    workers = min(workers or min(os.cpu_count() or 1, 8), len(tasks))
    if workers > 1 and sum(task.size for task in tasks) > _WORTH_A_POOL:
        results: Iterator[R] = _in_parallel(do, tasks, workers)
    else:
        results = map(do, tasks)
    for task, done in zip(tasks, results, strict=True):
        advance(task.size)
        yield done


def _in_parallel(do: Callable[[T], R], tasks: Sequence[T], workers: int) -> Iterator[R]:
    # Imported here: most runs are small, and these take longer to import than those take.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(workers, initializer=_start_worker)
    try:
        with _without_interrupts():
            results = pool.map(do, tasks, chunksize=max(1, min(4, len(tasks) // (4 * workers))))
        yield from results
    except BrokenProcessPool:
        raise TffixError("a worker process ended before its work was done (out of memory?); try --jobs 1") from None
    except BaseException:  # interrupted: nobody waits for what is still running
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Put the interrupt key off. Workers that are started meanwhile never see it: their parent ends them."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    """Undo in a worker what the command did for itself (and have it ignore the key where it cannot be masked)."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
