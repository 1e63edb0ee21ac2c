"""What is documented about findings: the docstring of a rule's class is its page, and tffix has pages of its own."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from tffix.rules import registry

# Findings of tffix itself: no rules, so they cannot be chosen or ignored.
_OWN = {
    "syntax": """\
A file that does not parse.

## Why is this bad?
Terraform refuses the whole module, and says nothing about the rest of it until the file parses.

The place is the one that Terraform names. The file is left alone, the rest of its module is still checked, and fixes
that rely on something being absent from the module are not offered.""",
    "truncated-response": """\
A Markdown answer whose code breaks off.

## Why is this bad?
What comes behind the cut is missing: blocks that the rest refers to, and whole files.

What is complete before the cut is checked and fixed; the unfinished rest stays in the document as it is.""",
    "unused-ignore": """\
An ignore comment that ignores nothing.

## Why is this bad?
The rule it names has no finding there, or there is no such rule: the comment says something that is not so.""",
}


@dataclass(frozen=True, slots=True)
class Documentation:
    """The parts of a page that a report quotes: the pattern found, and why that is bad, each in Markdown."""

    summary: str
    reason: str


def page_of(name: str) -> str:
    """The documentation of a rule, or of a finding of tffix itself, in Markdown. Raises UnknownRuleError."""
    return _OWN[name] if name in _OWN else inspect.cleandoc(registry.load_rule(name).__doc__ or "")


def is_own(name: str) -> bool:
    """Whether a finding is one of tffix itself, which no rule makes."""
    return name in _OWN


def documentation(name: str) -> Documentation:
    """The first sentence of a page, and the first paragraph that says why. Raises UnknownRuleError."""
    text = page_of(name)
    summary = _joined(text.partition("\n\n")[0])
    found = re.search(r"^## Why is this bad\?\n+(.+?)(?=\n[ \t]*\n|\n## |\Z)", text, re.DOTALL | re.MULTILINE)
    return Documentation(summary, _joined(found[1]) if found else "")


def _joined(paragraph: str) -> str:
    return " ".join(paragraph.split())
