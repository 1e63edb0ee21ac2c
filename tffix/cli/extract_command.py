"""The command `extract`."""

from __future__ import annotations

import click

from tffix.cli.context import context_options, load_context
from tffix.cli.options import FORMAT


@click.command("extract")
@click.argument("answer", metavar="ANSWER.md", type=click.Path(allow_dash=True, readable=False))
@click.option("-o", "--output", default="", metavar="DIR", help="Write the files below this directory.")
@click.option("--force", is_flag=True, help="Overwrite files that hold something else.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@FORMAT
@context_options(patch=False)
def extract_command(
    answer: str,
    output: str,
    force: bool,
    as_json: bool,
    format_: str,
    context: tuple[str, ...],
    context_dir: str | None,
) -> None:
    """Write the files that a Markdown answer holds.

    Each goes below DIR, to the path by which the answer announces it; all of them are written or none, and nothing
    outside of DIR. Without DIR, the files are listed only. Files of --context and --context-dir are written to DIR as
    well, unless the answer has its own. ANSWER.md may be - for standard input.

    Exit status: 0 all files were written (or listed); 1 something is missing: the answer holds no Terraform, or breaks
    off; 2 wrong usage; 3 something could not be read or written.
    """
    from tffix.cli.extract import run
    from tffix.cli.extract_show import finish

    if force and not output:
        raise click.UsageError("--force overwrites files in DIR: --output says where that is.")
    done = run(answer, output, load_context(context, context_dir), force=force)
    raise SystemExit(finish(done, as_json=as_json or format_ == "json"))
