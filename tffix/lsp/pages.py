"""The documentation of a rule as a file, because an editor opens a finding's code as a link."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tffix import __version__
from tffix.cli.explain import page
from tffix.errors import UnknownRuleError
from tffix.lsp.buffers import uri_of
from tffix.syntax.table import cache_directory


@cache
def page_uri(rule: str) -> str | None:
    """The URI of the page of a rule, of this very version; None where it cannot be written."""
    directory = cache_directory()
    if directory is None:
        return None
    path = directory / f"rules-{__version__}" / f"{rule}.md"
    try:
        text = page(rule)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except (OSError, ValueError, UnknownRuleError):
        return None
    return uri_of(str(Path(path).absolute()))
