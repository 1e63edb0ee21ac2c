"""Finding and reading the configuration file."""

from __future__ import annotations

import os
from pathlib import Path

from tffix.cli.files import reason, shown_path
from tffix.config import Config, parse_config, parse_pyproject
from tffix.errors import ConfigError

NAME = ".tffix.toml"
PYPROJECT = "pyproject.toml"


def load_config(explicit: str | None, start: str, cwd: str) -> Config:
    """The configuration to use for the absolute path `start`; raises ConfigError.

    `explicit` is the file that `--config` names, which must exist. Else it is the nearest one upwards: in
    each directory `.tffix.toml`, then a `pyproject.toml` with a table `tool.tffix`. The search ends at the
    root of the repository (the directory that holds `.git`), and without any file everything is default.
    """
    if explicit is not None:
        return _read(Path(os.path.normpath(Path(cwd, explicit))), cwd, required=True) or Config()
    first = Path(start)
    for directory in (first, *first.parents) if first.is_dir() else first.parents:
        for name in (NAME, PYPROJECT):
            if config := _read(directory / name, cwd):
                return config
        if os.path.lexists(directory / ".git"):
            break
    return Config()


def config_directory(config: Config, cwd: str) -> str:
    """The absolute directory that the `exclude` patterns of a configuration are relative to."""
    return str(Path(os.path.normpath(Path(cwd, config.path))).parent) if config.path else cwd


def _read(path: Path, cwd: str, *, required: bool = False) -> Config | None:
    shown = shown_path(str(path), cwd)
    try:
        # Settings that are there and cannot be read (a link that leads nowhere) are not as good as none.
        if not required and not path.is_file() and not (path.name == NAME and os.path.lexists(path)):
            return None
        text = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        if path.name == PYPROJECT and not required:
            return None  # somebody else's broken file, as far as we can tell
        raise ConfigError(f"{shown} line {line}: this is not UTF-8") from None
    except OSError as error:
        if not required and not os.access(path.parent, os.X_OK):
            return None  # the directory cannot be read: said where it is
        raise ConfigError(f"{shown} cannot be read: {reason(error)}") from None
    if path.name != PYPROJECT:
        return parse_config(text, shown)
    config = parse_pyproject(text, shown)
    if config is None and required:
        raise ConfigError(f"{shown} has no table tool.tffix")
    return config
