"""Where a module keeps its `provider` blocks."""

from __future__ import annotations

import posixpath

from tffix.rules import Fix
from tffix.terraform import Module, TerraformBlock
from tffix.terraform.files import is_override, join_path


def settings_place(module: Module) -> TerraformBlock | Module:
    """Where a finding about the settings of a module is shown: its first `terraform` block, else the module itself."""
    return module.terraform_blocks[0] if module.terraform_blocks else module


def add_provider(fix: Fix, module: Module, name: str, code: str) -> None:
    """Add a `provider` block for the provider `name`.

    It goes below the others (those of the same provider, if there are any), below the `terraform` block, or to the file
    that is named for it.
    """
    others = [one for one in module.providers if one.label == name] or module.providers
    if others:
        fix.insert_after(others[-1], code)
        return
    own = [file.path for file in module.files if not is_override(file.path)]
    only = own[0] if len(own) == 1 else ""
    path = module.file_for("providers", only or join_path(module.directory, "providers.tf"))
    file = module.files_by_path.get(path)
    if file is None:
        fix.new_file(path, code + "\n")
        return
    settings = file.body.blocks_of("terraform")
    if settings:
        fix.insert_after(settings[-1], code)
    elif posixpath.basename(path).startswith("provider") or not file.body.items:
        fix.append(file.body, code)
    else:
        fix.prepend(file, code)
