"""The command `tffix`, and `python -m tffix`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. `--version` alone answers without importing the rest."""
    try:
        if sys.argv[1:] == ["--version"]:
            from tffix import __version__

            sys.stdout.write(f"tffix {__version__}\n")
            return
        from tffix.cli.main import run_cli

        run_cli()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
