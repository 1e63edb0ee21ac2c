"""The rules for the terminal: their list, and the page of one."""

from __future__ import annotations

from tffix.output.cells import wrap
from tffix.output.style import Style
from tffix.rules import registry
from tffix.rules.documentation import documentation, is_own, page_of
from tffix.toml import literal

# With less room than this beside the names, what a rule is about goes below its name.
_NARROW = 30
_WHOLE = 1000


def listing(style: Style) -> str:
    """Every rule with the first sentence of its documentation."""
    rules = sorted(registry.load_rules(registry.rule_names()), key=lambda rule: rule.name)
    indent = max((len(rule.name) for rule in rules), default=0) + 2
    lines: list[str] = []
    for rule in rules:
        about = documentation(rule.name).summary + (" (by name only)" if rule.by_name_only else "")
        if style.width - indent < _NARROW:
            lines += [rule.name, *wrap(about, style.width, first="  ", rest="  ")]
        else:
            lines += wrap(about, style.width, first=f"{rule.name:<{indent}}", rest=" " * indent)
    return "".join(style.clean(line) + "\n" for line in lines)


def page(name: str) -> str:
    """The documentation of a rule in Markdown, or of a finding of tffix itself. Raises UnknownRuleError."""
    lines = [f"# {name}", "", page_of(name)]
    if is_own(name):
        return "\n".join(lines)
    rule = registry.load_rule(name)
    if rule.by_name_only:
        lines += ["", by_name_note(name)]
    if rule.options:
        section = rule.section or rule.name
        lines += ["", "## Configuration", "", f"In `.tffix.toml`, section `[{section}]`:", ""]
        for option in rule.options:
            choices = f" ({', '.join(map(literal, option.choices))})" if option.choices else ""
            default = "" if option.default is None else f", default {literal(option.default, _WHOLE)}"
            if option.in_answers is not None:
                default += f", {literal(option.in_answers)} in the profile `answer`"
            lines.append(f"- `{option.name}`{choices}{default}: {option.help}")
    return "\n".join(lines)


def by_name_note(name: str) -> str:
    """What is said of a rule that `all` leaves out."""
    return f"`--rule all` leaves this rule out: ask for it by name (`--rule all,{name}`), or use the\nprofile `strict`."
