"""The pages of the rules: `docs/rules/<name>.md` and an index, from docstrings and options.

python tools/build_docs.py [--check]
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from pathlib import Path

from tffix.cli.explain import page
from tffix.rules.registry import load_rule, rule_names

ROOT = Path(__file__).parents[1]
FOLDER = "docs/rules"


def pages() -> Mapping[str, str]:
    """The text of every page by its path in the repository."""
    found = {f"{FOLDER}/{name}.md": page(name).rstrip() + "\n" for name in rule_names()}
    rows = [f"| [`{name}`]({name}.md) | {_summary(name)} |" for name in rule_names()]
    index = ["# Rules", "", "| rule | what it finds |", "|---|---|", *rows]
    return {**found, f"{FOLDER}/README.md": "\n".join(index) + "\n"}


def _summary(name: str) -> str:
    return inspect.cleandoc(load_rule(name).__doc__ or "").split("\n\n")[0].replace("\n", " ").replace("|", "\\|")


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
