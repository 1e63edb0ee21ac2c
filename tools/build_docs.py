"""The pages of the rules: `docs/rules/<name>.md` and an index, from docstrings, options and golden cases.

python tools/build_docs.py [--check]
"""

from __future__ import annotations

import difflib
import importlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tffix.cli.explain import by_name_note
from tffix.config import Option
from tffix.rules import Rule
from tffix.rules.documentation import documentation, page_of
from tffix.rules.registry import load_rules, rule_modules, rule_names
from tffix.toml import literal

ROOT = Path(__file__).parents[1]
FOLDER = "docs/rules"
INDEX = "index"
# What the rules of a folder are about that do not say so themselves.
_FOLDERS = {"aws": "AWS", "response": "Answers", "schema": "Provider schemas", "terraform": "Terraform"}
_LEVELS = ("safe", "unsafe", "manual")
_SHOWN_DEFAULT = 1000
_EXAMPLE = re.compile(
    r"^(`{3,4})(?:hcl|markdown)\n(.*?)^\1\n(.*?)^Use instead:\n+\1(?:hcl|markdown)\n(.*?)^\1\n",
    re.DOTALL | re.MULTILINE,
)


def pages() -> Mapping[str, str]:
    """The text of every page by its path in the repository."""
    rules = sorted(load_rules(rule_names()), key=lambda rule: rule.name)
    found = {f"{FOLDER}/{rule.name}.md": "\n".join(_page(rule)).rstrip() + "\n" for rule in rules}
    return {**found, f"{FOLDER}/{INDEX}.md": "\n".join(_index(rules)) + "\n"}


def _page(rule: Rule) -> Iterator[str]:
    levels = ", ".join(_levels(rule)) or "none"
    facts = [f"Subject: {_subject(rule)}", f"severity: {rule.severity}", f"fixes: {levels}"]
    yield from (f"# {rule.name}", "", " · ".join(facts), "", _with_diff(page_of(rule.name)))
    if rule.by_name_only:
        yield from ("", by_name_note(rule.name))
    if rule.options:
        yield from ("", "## Configuration", "", f"In `.tffix.toml`, section `[{rule.section or rule.name}]`:", "")
        yield from _table(("option", "value", "default", "what it says"), map(_option, rule.options))


def _option(option: Option) -> tuple[str, ...]:
    kinds = {str: "a string", int: "a number", float: "a number", bool: "true or false"}
    kind = kinds.get(option.type_, "a list of strings" if option.type_ is list else "a table of strings")
    default = "none" if option.default is None else f"`{literal(option.default, _SHOWN_DEFAULT)}`"
    if option.in_answers is not None:
        default += f"; `{literal(option.in_answers, _SHOWN_DEFAULT)}` in the profile `answer`"
    choices = ", ".join(f"`{literal(choice)}`" for choice in option.choices)
    return (f"`{option.name}`", choices or kind, default, option.help)


def _levels(rule: Rule) -> list[str]:
    """The levels of the fixes in a rule's golden cases, and whether some are safe in code that was never applied."""
    said = re.compile(rf"fix \((\w+)\): [^\[]*\[{re.escape(rule.name)}\]")
    reports = sorted((ROOT / "golden" / rule.name).glob("*/report.txt"))
    found = {level for path in reports for level in said.findall(path.read_text("utf-8").replace("\n│", ""))}
    module = sys.modules[type(rule).__module__]
    is_safe_before = "only_before_apply=True" in Path(str(module.__file__)).read_text("utf-8")
    return [level for level in _LEVELS if level in found] + ["safe before the first apply"] * is_safe_before


def _with_diff(page: str) -> str:
    """A page with the difference between the two fences of its example behind them."""
    found = _EXAMPLE.search(page)
    if found is None:
        return page
    lines = difflib.unified_diff(found[2].splitlines(), found[4].splitlines(), lineterm="", n=2)
    body = "\n".join(line for line in lines if not line.startswith(("---", "+++")))
    return f"{page[: found.end()]}As a diff:\n{found[1]}diff\n{body}\n{found[1]}\n{page[found.end() :]}"


def _index(rules: Iterable[Rule]) -> Iterator[str]:
    yield from ("# Rules", "", "## By subject")
    subjects: dict[str, list[Rule]] = {}
    for rule in rules:
        subjects.setdefault(_subject(rule), []).append(rule)
    for subject, members in sorted(subjects.items()):
        yield from ("", f"### {subject}", "")
        rows = ((_link(rule.name), documentation(rule.name).summary, ", ".join(_levels(rule))) for rule in members)
        yield from _table(("rule", "what it finds", "fixes"), rows)
    yield from ("", "## By seed finding", "")
    yield "The findings of the failure analyses that tffix began with, held against the code that they are about:"
    yield "whether each is true of it, what there is to do, and the rules that are for it. Of one that is false nothing"
    yield "is said."
    yield ""
    yield from _table(("finding", "true of the code", "to do", "rules"), _findings())


def _findings() -> Iterator[tuple[str, ...]]:
    for finding in _seed_findings():
        rules = ", ".join(_link(name) for name in finding.rules if name in rule_names())
        yield finding.name, finding.verdict.lower(), finding.kind.lower(), rules


def _seed_findings() -> list[Any]:
    """The findings that `tools/seed_acceptance.py` checks."""
    folder = str(ROOT / "tools")
    sys.path.insert(0, folder)
    try:
        seeds = importlib.import_module("seed_acceptance").SEEDS
    finally:
        sys.path.remove(folder)
    return [finding for seed in seeds for finding in seed.FINDINGS]


def _subject(rule: Rule) -> str:
    return rule.subject or _FOLDERS.get(rule_modules()[rule.name].split(".")[-2], "Others")


def _link(name: str) -> str:
    return f"[`{name}`]({name}.md)"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def stale(root: Path, wanted: Mapping[str, str]) -> list[str]:
    """The pages below a root that differ from what they should be, are missing, or are too many."""
    present = {f"{FOLDER}/{path.name}" for path in (root / FOLDER).glob("*.md")}
    differing = {
        path
        for path, text in wanted.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    }
    return sorted(differing | (present - wanted.keys()))


def write(root: Path, wanted: Mapping[str, str]) -> list[str]:
    """Bring the pages below a root up to date; the paths that were touched."""
    touched = stale(root, wanted)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    for path in touched:
        if path in wanted:
            (root / path).write_text(wanted[path], encoding="utf-8")
        else:
            (root / path).unlink()
    return touched


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        outdated = stale(ROOT, pages())
        sys.exit("not up to date: " + ", ".join(outdated) if outdated else 0)
    for changed in write(ROOT, pages()):
        print(changed)
