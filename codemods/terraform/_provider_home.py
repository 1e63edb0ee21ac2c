"""Where the `required_providers` block of a module without one goes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from tffix import templates as t
from tffix.rules import Fix
from tffix.terraform import Module, TerraformBlock
from tffix.terraform.files import is_override

from ._provider_sources import CONFIGURATION_FREE
from ._provider_uses import Use, configured_providers

LOCK_FILE = ".terraform.lock.hcl"
# Files that are there for this block, or for the provider configurations that go with it.
_CONVENTIONAL = ("versions.tf", "terraform.tf", "providers.tf", "provider.tf")


def is_excerpt(module: Module, uses: Iterable[Use]) -> bool:
    """Whether a module without `required_providers` shows that files of it are missing.

    Nobody calls it, so it is run by itself; it needs a provider that has to be configured, and does not do it.
    """
    if module.terraform_blocks or module.configuration.callers(module) or module.file_exists(LOCK_FILE) is True:
        return False
    if any(posixpath.basename(file.path) in _CONVENTIONAL for file in module.files):
        return False
    configured = configured_providers(module) | CONFIGURATION_FREE
    return any(use.name not in configured for use in uses)


def add_block(fix: Fix, module: Module, required: str) -> None:
    """Put a `required_providers` block (or another setting) into the module's `terraform` block, or into a new one."""
    existing = _best(module.terraform_blocks)
    if existing is not None:
        version = existing.attribute("required_version")
        if version is not None:
            fix.insert_after(version, required)
        elif existing.body.items:
            fix.insert_before(existing.body.items[0], required)
        else:
            fix.append(existing, required)
        return
    block = t.block("terraform", items=(required,))
    file = module.files_by_path[module.file_for("versions", _fallback(module))]
    # One `terraform` block is enough: who comes second finds it in the next pass.
    fix.prepend(file, block, key=("terraform",))


def _best(blocks: Iterable[TerraformBlock]) -> TerraformBlock | None:
    """The block with the version of Terraform: that is what the versions of providers belong with."""
    ordered = sorted(blocks, key=lambda block: block.attribute("required_version") is None)
    return ordered[0] if ordered else None


def _fallback(module: Module) -> str:
    paths = [file.path for file in module.files if not is_override(file.path)]
    return next((path for path in paths if posixpath.basename(path) == "main.tf"), paths[0])
