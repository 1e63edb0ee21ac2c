"""The command `draft`."""

from __future__ import annotations

from typing import Any

import click

from tffix.cli.context import context_options, load_context
from tffix.cli.options import CONFIG, FORMAT, JOBS, PROFILE, RULE, named_rules


@click.command("draft")
@click.argument("paths", nargs=-1, required=True, metavar="ANSWER.md|DIR...", type=click.Path(readable=False))
@click.option(
    "--glob",
    default="**/MODEL_RESPONSE.md",
    metavar="PATTERN",
    show_default=True,
    help="Which files below a DIR are answers.",
)
@click.option("--prompt", default="", metavar="FILE", help="The prompt, whose demands on the answer's form are kept.")
@click.option("-o", "--output", default="", metavar="NAME", help="Write the corrected answer; - is standard output.")
@click.option("--report", default="", metavar="NAME", help="Write the report on what was wrong, in Markdown.")
@click.option("--html", "page", default="", metavar="NAME", help="Write the report as one page with all changes.")
@RULE
@click.option("--safe", is_flag=True, help="Make safe fixes only; the others are proposed in the report.")
@click.option("--fmt", "formatted", is_flag=True, help="Format all code as terraform fmt does.")
@click.option("--check", is_flag=True, help="Exit with 1 if an answer has findings or violates its contract.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@FORMAT
@CONFIG
@context_options()
@JOBS
@PROFILE
def draft_command(
    paths: tuple[str, ...],
    safe: bool,
    check: bool,
    as_json: bool,
    format_: str,
    rule: tuple[str, ...],
    config_path: str | None,
    jobs: int | None,
    profile: str | None,
    context: tuple[str, ...],
    context_dir: str | None,
    patch_context: bool,
    **options: Any,
) -> None:
    """Turn a Markdown answer into a corrected one, and account for what was wrong.

    All rules are applied, as by apply --rule all, and the answer gets the form that its prompt or the configuration
    demands; without such demands everything outside of the corrected code stays as it is. The answer itself is never
    overwritten.

    NAME is a file beside each answer if it has no folder (IDEAL_RESPONSE.md), a directory if it ends with a slash or
    is one, else the path of a file, for one answer. Without any NAME, the draft of one answer goes to standard output.

    Exit status: 0 drafted; 1 with --check, an answer has findings or violates its contract; 2 wrong usage or
    configuration; 3 something could not be read, repaired or written.
    """
    from tffix.cli.draft import Asked, run
    from tffix.cli.draft_show import finish
    from tffix.cli.run import Wanted
    from tffix.config import Profile
    from tffix.rules.diagnostics import Level

    as_json = as_json or format_ == "json"
    to_stdout = options["output"] == "-" or not (options["output"] or options["report"] or options["page"])
    wanted = Wanted(
        named_rules(rule),
        Level.SAFE if safe else Level.UNSAFE,
        config_path,
        jobs=jobs or 0,
        profile=Profile(profile) if profile else None,
        context=load_context(context, context_dir, patch_context),
    )
    drafts = run(paths, Asked(wanted, **options))
    to_stdout = to_stdout and not (as_json or check)
    raise SystemExit(finish(drafts, check=check, as_json=as_json, to_stdout=to_stdout))
