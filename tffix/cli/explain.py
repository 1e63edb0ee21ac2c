"""The page of a rule, for the terminal."""

from __future__ import annotations

import inspect

from tffix.rules import registry


def page(name: str) -> str:
    """The documentation of a rule in Markdown. Raises UnknownRuleError."""
    rule = registry.load_rule(name)
    lines = [f"# {rule.name}", "", inspect.cleandoc(rule.__doc__ or "")]
    if rule.options:
        section = rule.section or rule.name
        lines += ["", "## Configuration", "", f"In `.tffix.toml`, section `[{section}]`:", ""]
        for option in rule.options:
            choices = f" ({', '.join(map(repr, option.choices))})" if option.choices else ""
            lines.append(f"- `{option.name}`{choices}, default {option.default!r}: {option.help}")
    return "\n".join(lines)
