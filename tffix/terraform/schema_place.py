"""Where imported provider schemas are kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def user_store_path() -> Path:
    """Where imported schemas are kept: `TFFIX_DATA_DIR`, else the folder for data of the user's system."""
    configured = os.environ.get("TFFIX_DATA_DIR")
    if configured:
        return Path(configured) / "schemas.pack"
    home = os.path.expanduser("~")  # noqa: PTH111 - Path raises without a home
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")  # noqa: PTH118
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Application Support")  # noqa: PTH118
    else:
        base = os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")  # noqa: PTH118
    return Path(base) / "tffix" / "schemas.pack"
