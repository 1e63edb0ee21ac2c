"""Where a person would look for a declaration: the conventional file of a module for each kind."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING, Literal

from tffix.terraform.elements import Element
from tffix.terraform.files import is_override

if TYPE_CHECKING:
    from tffix.terraform.module import Module

ConventionalKind = Literal["variables", "outputs", "locals", "versions", "providers", "data"]

# File names without suffix, best first.
_NAMES: dict[str, tuple[str, ...]] = {
    "variables": ("variables", "vars", "variable", "inputs"),
    "outputs": ("outputs", "output"),
    "locals": ("locals", "local"),
    "versions": ("versions", "version", "terraform", "providers", "provider"),
    "providers": ("providers", "provider", "versions", "terraform"),
    "data": ("data", "data_sources"),
}
# Kinds that keep company: without a conventional file, a new one goes where most of the others are. A local value
# or a data source is better placed next to what uses it.
_BLOCK_TYPES = {"variables": "variable", "outputs": "output", "versions": "terraform", "providers": "provider"}


def file_for(module: Module, kind: ConventionalKind, fallback: Element | str) -> str:
    """The path of the file in which a new declaration of that kind belongs.

    The conventional file if there is one, else the file that holds most declarations of the kind, else `fallback`
    (a path, or the file of an element). A file with a syntax error only if no other fits.
    """
    files = {
        posixpath.basename(file.path).rpartition(".")[0]: file.path
        for file in reversed(module.files)
        if not is_override(file.path)
    }
    fitting = [files[name] for name in _NAMES[kind] if name in files]
    if kind in _BLOCK_TYPES:
        holders = Counter(element.path for element in module.elements_of(_BLOCK_TYPES[kind]))
        fitting += [path for path, _ in sorted(holders.items(), key=lambda item: (-item[1], item[0]))]
    fitting.append(fallback.path if isinstance(fallback, Element) else fallback)
    for path in fitting:
        file = module.files_by_path.get(path)
        if file is None or file.error is None:
            return path
    return fitting[0]
