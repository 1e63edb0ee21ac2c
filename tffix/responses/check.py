"""The rules about documents at work: what they find in an answer, and what they write.

The engine's loop for a text that is no configuration: check, plan, splice, until a pass finds nothing more to write.
Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tffix.config import LEVELS
from tffix.edits.splice import splice
from tffix.engine.check import RunOptions, crash, levelled
from tffix.engine.outcome import Failure
from tffix.engine.plan import plan
from tffix.engine.trace import Trace
from tffix.responses.contract import Contract, contract_from
from tffix.responses.extract import extract
from tffix.responses.fences import Lines, scan
from tffix.responses.rules import AnswerContext, AnswerRule
from tffix.rules.diagnostics import Diagnostic, Level, Location
from tffix.rules.rule import Rule
from tffix.rules.suppressions import Suppression, apply_suppressions
from tffix.source import Source

MAX_PASSES = 20
_COMMENT = re.compile(r"<!--\s*tffix:\s*(ignore(?:-file)?)\s*(?:\[([^\]\n]*)\])?[^\n]{0,500}?-->")


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What the rules about documents made of a text.

    The places of `diagnostics` are in `after`, those of `applied` (each with the number of the pass) in `before`. A
    document whose fixes do not come to
    an end is left as it was, with a failure that names the rules.
    """

    before: str
    after: str
    diagnostics: tuple[Diagnostic, ...] = ()
    applied: tuple[tuple[Diagnostic, int], ...] = ()
    failures: tuple[Failure, ...] = ()
    passes: int = 1


def answer_rules(rules: Iterable[Rule]) -> tuple[AnswerRule, ...]:
    """Those of the rules that are about documents, in their order."""
    return tuple(rule for rule in rules if isinstance(rule, AnswerRule))


def contract_of(run: RunOptions, contract: Contract | None = None) -> Contract:
    """The contract of a run: what is configured, and what a prompt demands beyond it."""
    configured = contract_from(run.options)
    return configured if contract is None else configured.over(contract)


def check_document(
    source: Source, rules: Iterable[Rule], contract: Contract | None = None, run: RunOptions | None = None
) -> DocumentOutcome:
    """What the rules about documents find in an answer; nothing is written.

    `contract` is what the prompt demands; the configuration in `run` wins.
    """
    options = run or RunOptions()
    found, failures = _pass(source, answer_rules(rules), contract_of(options, contract), options)
    return DocumentOutcome(source.text, source.text, tuple(found), failures=tuple(failures))


def fix_document(
    source: Source,
    rules: Iterable[Rule],
    level: Level,
    contract: Contract | None = None,
    run: RunOptions | None = None,
) -> DocumentOutcome:
    """Check an answer and write the fixes up to `level`, until there is nothing more to write."""
    options, chosen = run or RunOptions(), answer_rules(rules)
    demanded = contract_of(options, contract)
    rank = {rule.name: index for index, rule in enumerate(chosen)}
    current = source
    applied: list[tuple[Diagnostic, int]] = []
    failures: dict[Failure, None] = {}
    trace = Trace()
    seen = {source.text}
    for number in range(1, MAX_PASSES + 1):
        found, crashed = _pass(current, chosen, demanded, options)
        failures.update(dict.fromkeys(crashed))
        wanted = [d for d in found if d.fix is not None and LEVELS.index(d.fix.level) <= LEVELS.index(level)]
        # A change of form moves much of the document: the fixes of one rule at a time.
        first = min((rank[d.rule] for d in wanted), default=0)
        planned = plan(sorted((d for d in wanted if rank[d.rule] == first), key=lambda d: d.sort_key))
        if not planned.taken:
            return DocumentOutcome(source.text, current.text, tuple(found), tuple(applied), tuple(failures), number)
        edits = [edit for path in planned.edits for edit in planned.edits[path]]
        trace.add(number, source.path, [edits])
        applied += [(trace.to_original(diagnostic, number), number) for diagnostic in planned.taken]
        current = Source(source.path, splice(current.text, edits))
        if current.text in seen:
            break
        seen.add(current.text)
    names = tuple(sorted({diagnostic.rule for diagnostic in planned.taken}))
    failure = Failure(f"the document was left as it is: fixing with {', '.join(names)} did not come to an end", names)
    unchanged = check_document(source, chosen, contract, options)
    return replace(unchanged, failures=(*failures, failure))


def _pass(
    source: Source, rules: Sequence[AnswerRule], contract: Contract, run: RunOptions
) -> tuple[list[Diagnostic], list[Failure]]:
    """Every finding in the document, suppressed ones left out, sorted by place."""
    answer = extract(source)
    found: list[Diagnostic] = []
    failures: list[Failure] = []
    for rule in rules:
        options = run.options.get(rule.section or rule.name, {})
        context = AnswerContext(rule, answer, contract, options, is_named=rule.name in run.named)
        try:
            rule.check_answer(answer, context)
        except Exception as error:  # noqa: BLE001 - a rule may be anybody's code; the others go on
            failures.append(crash(rule, source.path, error))
        found += context.diagnostics
    names = [rule.name for rule in rules]
    kept, unused = apply_suppressions(found, [source], names, run.known_rules, ignore_comments)
    unique = dict.fromkeys((*kept, *unused))
    return sorted((levelled(d, run) for d in unique), key=lambda d: d.sort_key), failures


def ignore_comments(source: Source) -> tuple[Suppression, ...]:
    """The HTML comments outside of fences that ignore findings about the document.

    One that stands alone speaks of the next line that is not blank, `ignore-file` of the whole document.
    """
    if "tffix:" not in source.text:
        return ()
    lines = Lines(source)
    fenced = [range(lines.start(f.opener), lines.start(f.close)) for f in scan(lines).fences]
    found = []
    for match in _COMMENT.finditer(source.text):
        if any(match.start() in fence for fence in fenced):
            continue
        rules = tuple(dict.fromkeys(name.strip() for name in (match[2] or "").split(",") if name.strip()))
        location = Location(source.path, match.start(), match.end())
        found.append(Suppression(location, rules, None if match[1] == "ignore-file" else _spoken_of(lines, match)))
    return tuple(found)


def _spoken_of(lines: Lines, match: re.Match[str]) -> range:
    """The 1-based lines that a comment speaks of."""
    first, last = lines.at(match.start()), lines.at(match.end() - 1)
    if lines[first].strip() != match[0].split("\n")[0].strip():
        return range(first + 1, first + 2)
    below = last + 1
    while below < len(lines) and (not lines[below].strip() or _COMMENT.fullmatch(lines[below].strip())):
        below += 1
    return range(first + 1, below + 2)
