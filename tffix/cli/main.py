"""The commands."""

from __future__ import annotations

import sys
from typing import Any

import click

from tffix import __version__
from tffix.cli.context import context_options, load_context
from tffix.cli.draft_command import draft_command
from tffix.cli.extract_command import extract_command
from tffix.cli.options import CONFIG, FORMAT, JOBS, PATHS, PROFILE, RULE, STDIN, complete_rules, named_rules
from tffix.errors import ConfigError, TffixError

_ALIASES = {"fix": "apply"}
_USAGE, _BROKEN, _INTERRUPTED = 2, 3, 130


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
    """


@cli.command("apply")
@PATHS
@RULE
@click.option("--safe", is_flag=True, help="Write safe fixes only, also of the rules that --rule names.")
@click.option("--diff", is_flag=True, help="Print the changes instead of making them; exit with 1 if there are any.")
@click.option("--check", is_flag=True, help="Make no changes; exit with 1 if there would be any.")
@click.option("--cross-check", is_flag=True, help="Have a second parser confirm that nothing else changed.")
@CONFIG
@FORMAT
@STDIN
@context_options()
@JOBS
@PROFILE
def apply_(paths: tuple[str, ...], safe: bool, diff: bool, check: bool, format_: str, **options: Any) -> None:
    """Repair what can be repaired: edits files, never infrastructure.

    Without --rule, only safe fixes are written: those after which the plan is the same. With --rule all, or with the
    names of rules, unsafe fixes are written as well; review the diff. Fixes that need a decision of yours (manual)
    are only ever shown.

    PATHS are files, directories (searched recursively; each directory is one module), Markdown answers with Terraform
    in fenced blocks, or - for standard input, whose corrected text goes to standard output. Default: the current
    directory.

    Exit status: 0 nothing is left to fix; 1 findings are left, or --check or --diff would change something; 2 wrong
    usage or configuration; 3 something could not be read, parsed or fixed.
    """
    from tffix.rules.diagnostics import Level

    level = Level.SAFE if safe or not options["rule"] else Level.UNSAFE
    _execute(paths, level=level, write=not (diff or check), diff=diff, format_=format_, **options)


@cli.command("check")
@PATHS
@RULE
@CONFIG
@FORMAT
@STDIN
@context_options()
@JOBS
@PROFILE
def check_(paths: tuple[str, ...], format_: str, **options: Any) -> None:
    """Report what is wrong and change nothing.

    PATHS are files, directories (searched recursively; each directory is one module), Markdown answers with Terraform
    in fenced blocks, or - for standard input. Default: the current directory.

    Exit status: 0 nothing was found; 1 there are findings; 2 wrong usage or configuration; 3 something could not be
    read or parsed.
    """
    _execute(paths, level=None, write=False, diff=False, format_=format_, **options)


cli.add_command(draft_command)
cli.add_command(extract_command)


def _execute(
    paths: tuple[str, ...],
    *,
    level: Any,
    write: bool,
    diff: bool,
    format_: str,
    rule: tuple[str, ...],
    config_path: str | None,
    stdin_filename: str,
    jobs: int | None,
    profile: str | None,
    context: tuple[str, ...],
    context_dir: str | None,
    patch_context: bool,
    cross_check: bool = False,
) -> None:
    from tffix.cli.output import Ending, finish
    from tffix.cli.run import Wanted, run
    from tffix.config import Profile

    typed = paths or (".",)
    if len(typed) > 1 and "-" in typed:
        raise click.UsageError("- (standard input) stands alone.")
    if stdin_filename and "-" not in typed:
        raise click.UsageError("--stdin-filename is the name of standard input: give - as the path.")
    wanted = Wanted(
        named_rules(rule),
        level,
        config_path,
        stdin_filename,
        cross_check,
        jobs or 0,
        Profile(profile) if profile else None,
        load_context(context, context_dir, patch_context),
    )
    done = run(typed, wanted, progress=True)
    ending = Ending(fixing=level is not None, write=write, diff=diff, as_json=format_ == "json")
    raise SystemExit(finish(done, ending))


@cli.command("rules")
def rules_() -> None:
    """List the rules, with what each is about."""
    from tffix.cli.explain import listing
    from tffix.cli.streams import say, style_of

    say(sys.stdout, listing(style_of(sys.stdout)))


@cli.command("explain")
@click.argument("rule", shell_complete=complete_rules)
def explain_(rule: str) -> None:
    """Show the documentation of a rule."""
    from tffix.cli.explain import page
    from tffix.cli.streams import say

    say(sys.stdout, page(rule) + "\n")


@cli.command("init")
@click.argument("directory", default=".", type=click.Path(file_okay=False))
@click.option("--force", is_flag=True, help="Write the file anew where there is one.")
def init_(directory: str, force: bool) -> None:
    """Write a .tffix.toml with every option commented out, and with values read from the module in DIRECTORY."""
    from tffix.cli.init import write_settings

    click.echo(write_settings(directory, force=force))


@cli.command("lsp")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output (the default).")
@click.option("--tcp", metavar="HOST:PORT", help="Listen there instead, for debugging; loopback addresses only.")
@click.option(
    "--log-level",
    type=click.Choice(["error", "warning", "info", "debug"]),
    default="warning",
    show_default=True,
    help="What is written to standard error.",
)
def lsp_(stdio: bool, tcp: str | None, log_level: str) -> None:
    """Start the language server, for editors (docs/editors.md)."""
    from importlib.util import find_spec

    if find_spec("pygls") is None:
        raise ConfigError("the language server needs pygls: pip install 'tffix[lsp]'")
    if stdio and tcp:
        raise click.UsageError("--stdio and --tcp exclude each other.")
    from tffix.lsp.start import start

    start(tcp, log_level)


@cli.group("schema")
def schema() -> None:
    """Provider schemas: which there are, and your own."""


@schema.command("import")
@click.argument("file", type=click.Path(allow_dash=True, readable=False))
@click.option(
    "--version",
    "versions",
    multiple=True,
    metavar="PROVIDER=VERSION",
    help="The version of a provider in the document, which does not say; default: that of the lock file.",
)
@click.option(
    "--lock",
    metavar="FILE",
    type=click.Path(readable=False),
    help="The lock file with the versions; default: .terraform.lock.hcl in the current directory.",
)
def import_(file: str, versions: tuple[str, ...], lock: str | None) -> None:
    """Store what `terraform providers schema -json` printed, from FILE or from standard input (-).

    From then on these schemas are used beside those of the package: for the version they are of, or for every
    version where neither --version nor a lock file names one.
    """
    from tffix.cli.schema import import_schemas

    for line in import_schemas(file, versions, lock):
        click.echo(line)


@schema.command("list")
def list_() -> None:
    """List the provider versions that have a schema."""
    from tffix.cli.schema import listing

    for line in listing():
        click.echo(line)


@cli.group("golden")
def golden() -> None:
    """For authors of rules: golden cases."""


@golden.command("record")
@click.argument("cases", nargs=-1, required=True, metavar="CASE_DIRECTORY...", type=click.Path(file_okay=False))
def record(cases: tuple[str, ...]) -> None:
    """Write after, expected.diff and report.txt of golden cases from their before; read the diff yourself."""
    from tffix.cli.golden import record_cases

    for line in record_cases(cases):
        click.echo(line)


def run_cli() -> None:
    """The commands; errors as sentences, and every way to end with its exit status."""
    _end_on_signals()
    try:
        # Not standalone: click would end with status 1 where we mean another.
        raise SystemExit(cli.main(prog_name="tffix", standalone_mode=False) or 0)
    except click.exceptions.Abort:
        raise SystemExit(_INTERRUPTED) from None
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except ConfigError as error:
        raise SystemExit(_complain(error, _USAGE)) from None
    except TffixError as error:
        raise SystemExit(_complain(error, _BROKEN)) from None
    except Exception:  # noqa: BLE001 - a bug of ours must not look like findings
        import traceback

        traceback.print_exc()
        raise SystemExit(_complain(TffixError("tffix itself failed; please report this"), _BROKEN)) from None


def _complain(error: TffixError, code: int) -> int:
    from tffix.cli.streams import say, style_of
    from tffix.output.human import render_error

    say(sys.stderr, render_error(str(error), style_of(sys.stderr)))
    return code


def _end_on_signals() -> None:
    """Have the signals that end a process end this one in order: files are written wholly or not at all."""
    import signal

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)
