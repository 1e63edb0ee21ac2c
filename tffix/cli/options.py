"""Options that several commands have."""

from __future__ import annotations

import click


def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The names of rules for a shell; of a list, its last."""
    from tffix.rules.registry import rule_names

    before, comma, last = incomplete.rpartition(",") if param.name == "rule" else ("", "", incomplete)
    names = ("all", *rule_names()) if param.name == "rule" else rule_names()
    return [before + comma + name for name in names if name.startswith(last)]


PATHS = click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path(allow_dash=True, readable=False))
RULE = click.option(
    "--rule",
    metavar="all|NAME[,NAME]",
    multiple=True,
    shell_complete=complete_rules,
    help="Rules to run; may be given more than once. Default: those of the configuration, else all.",
)
CONFIG = click.option(
    "--config",
    "config_path",
    metavar="FILE",
    type=click.Path(readable=False),
    help="Configuration file; default: the nearest .tffix.toml or pyproject.toml upwards of each path.",
)
STDIN = click.option(
    "--stdin-filename", default="", metavar="PATH", help="The file that standard input (-) is the text of."
)
FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What to print: text for people, or one JSON document.",
)
JOBS = click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes to use at most; default: one per core, up to 8."
)

PROFILE = click.option(
    "--profile",
    type=click.Choice(["default", "answer", "strict"]),
    help="What kind of code it is: default (may be deployed), answer (generated, never applied; the default for "
    "Markdown), strict (default, with the rules that otherwise run by name only).",
)


def named_rules(rule: tuple[str, ...]) -> tuple[str, ...] | None:
    """The names that --rule gives, None where it is not given."""
    names = tuple(name for given in rule for part in given.split(",") if (name := part.strip()))
    if rule and not names:
        raise click.UsageError("--rule names no rule.")
    return names or None
