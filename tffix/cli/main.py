"""The commands."""

from __future__ import annotations

import sys
from typing import Any

import click

from tffix import __version__
from tffix.errors import ConfigError, FileError, TffixError

_PATHS = click.argument("paths", nargs=-1, metavar="[PATHS]...")
_RULE = click.option("--rule", metavar="all|NAME[,NAME]", help="Rules to run; with this, unsafe fixes are written too.")
_CONFIG = click.option("--config", "config_path", metavar="FILE", help="Configuration file instead of the nearest one.")
_STDIN = click.option("--stdin-filename", default="", metavar="PATH", help="What standard input (-) is called.")
_FORMAT = click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
_JOBS = click.option("--jobs", type=click.IntRange(1), default=None, metavar="N", help="Processes; default: the cores.")


_ALIASES = {"fix": "apply"}


class _Group(click.Group):
    """A group whose commands have second names."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name or alias."""
        return super().get_command(ctx, _ALIASES.get(cmd_name, cmd_name))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="tffix %(version)s")
def cli() -> None:
    """Find and repair what is wrong in Terraform code.

    tffix edits files, never infrastructure: it does not run Terraform, and needs no network and no credentials.
    PATHS are files, directories (searched recursively, each directory one module), Markdown answers with Terraform
    in fenced blocks, or - for standard input; default: the current directory.
    """


@cli.command("apply")
@_PATHS
@_RULE
@click.option("--safe", is_flag=True, help="Write only fixes that cannot change the plan.")
@click.option("--diff", is_flag=True, help="Print the changes instead of making them; exit with 1 if there are any.")
@click.option("--check", is_flag=True, help="Make no changes; exit with 1 if there would be any.")
@click.option("--cross-check", is_flag=True, help="Have a second parser confirm that nothing else changed.")
@_CONFIG
@_FORMAT
@_STDIN
@_JOBS
def apply_(
    paths: tuple[str, ...],
    rule: str | None,
    safe: bool,
    diff: bool,
    check: bool,
    cross_check: bool,
    config_path: str | None,
    format_: str,
    stdin_filename: str,
    jobs: int | None,
) -> None:
    """Repair what can be repaired: edits files, never infrastructure.

    Without --rule, every rule runs and only safe fixes are written: those after which the plan is the same. With
    --rule all, or with the names of rules, unsafe fixes are written as well; review the diff. Fixes that need a
    decision (manual) are only ever shown.

    Exit status: 0 nothing left to fix; 1 findings left, or --check/--diff would change something; 2 wrong usage or
    configuration; 3 something could not be read, parsed or fixed.
    """
    from tffix.rules.diagnostics import Level

    level = Level.SAFE if safe or not rule else Level.UNSAFE
    _execute(
        paths,
        rule=rule,
        level=level,
        write=not (diff or check),
        diff=diff,
        format_=format_,
        config_path=config_path,
        stdin_filename=stdin_filename,
        cross_check=cross_check,
        jobs=jobs or 0,
    )


@cli.command("check")
@_PATHS
@_RULE
@_CONFIG
@_FORMAT
@_STDIN
@_JOBS
def check_(
    paths: tuple[str, ...],
    rule: str | None,
    config_path: str | None,
    format_: str,
    stdin_filename: str,
    jobs: int | None,
) -> None:
    """Report what is wrong and change nothing.

    Exit status: 0 nothing found; 1 findings; 2 wrong usage or configuration; 3 something could not be read or parsed.
    """
    _execute(
        paths,
        rule=rule,
        level=None,
        write=False,
        diff=False,
        format_=format_,
        config_path=config_path,
        stdin_filename=stdin_filename,
        cross_check=False,
        jobs=jobs or 0,
    )


def _execute(
    paths: tuple[str, ...], *, write: bool, diff: bool, format_: str, level: Any, stdin_filename: str, **wanted: Any
) -> None:
    from tffix.cli.output import finish
    from tffix.cli.run import run

    typed = paths or (".",)
    if len(typed) > 1 and "-" in typed:
        raise click.UsageError("- (standard input) stands alone.")
    done = run(typed, level=level, stdin_filename=stdin_filename, progress=format_ == "text", **wanted)
    raise SystemExit(finish(done, write=write, diff=diff, as_json=format_ == "json", fixing=level is not None))


@cli.command("rules")
def rules_() -> None:
    """List the rules, with what each is about."""
    from tffix.rules import registry

    rules = registry.load_rules(registry.rule_names())
    width = max((len(rule.name) for rule in rules), default=0)
    for rule in sorted(rules, key=lambda r: r.name):
        click.echo(f"{rule.name:<{width}}  {(rule.__doc__ or '').strip().splitlines()[0]}")


@cli.command("explain")
@click.argument("rule")
def explain_(rule: str) -> None:
    """Show the documentation of a rule."""
    from tffix.cli.explain import page

    click.echo(page(rule))


@cli.group("golden")
def golden() -> None:
    """For authors of rules: golden cases."""


@golden.command("record")
@click.argument("cases", nargs=-1, required=True, metavar="CASE_DIRECTORY...")
def record(cases: tuple[str, ...]) -> None:
    """Write after, expected.diff and report.txt of golden cases from their before; read the diff yourself."""
    from tffix.cli.golden import record_cases

    for line in record_cases(cases):
        click.echo(line)


def run_cli() -> None:
    """The commands, with errors of usage and configuration as one sentence and exit status 2."""
    try:
        cli(prog_name="tffix", standalone_mode=True)
    except ConfigError as error:
        raise SystemExit(_complain(error, 2)) from None
    except (FileError, TffixError) as error:
        raise SystemExit(_complain(error, 3)) from None
    except BrokenPipeError:
        # The reader of a pipe went away: nothing to say, and nobody to say it to.
        sys.stderr.close()
        raise SystemExit(3) from None


def _complain(error: TffixError, code: int) -> int:
    from tffix.cli.show import style_of
    from tffix.output.human import render_error

    sys.stderr.write(render_error(str(error), style_of(sys.stderr)))
    return code
