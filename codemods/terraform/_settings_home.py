"""Where a module keeps its `provider` blocks."""

from __future__ import annotations

import posixpath

from tffix.rules import Fix
from tffix.terraform import Module
from tffix.terraform.files import is_override, join_path


def add_provider(fix: Fix, module: Module, code: str) -> None:
    """Add a `provider` block: below the others, below the `terraform` block, or to the file that is named for it."""
    own = [file.path for file in module.files if not is_override(file.path)]
    only = own[0] if len(own) == 1 else ""
    path = module.file_for("providers", only or join_path(module.directory, "providers.tf"))
    file = module.files_by_path.get(path)
    if file is None:
        fix.new_file(path, code + "\n")
        return
    settings = [block for block in file.body.blocks if block.type in ("provider", "terraform")]
    if settings:
        fix.insert_after(settings[-1], code)
    elif posixpath.basename(path).startswith("provider") or not file.body.items:
        fix.append(file.body, code)
    else:
        fix.insert_before(file.body.items[0], code)
