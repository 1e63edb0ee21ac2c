"""Terraform's errors in classes: which summary is of which class, and which rules of tffix find it.

The summaries are those of Terraform 1.11: of the HCL parser (`hcl/v2/hclsyntax`), of loading
(`internal/configs`), of the graph and its walk (`internal/terraform`, `internal/lang`).
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from tffix.testing.oracle import Refusal


class Stage(IntEnum):
    """How far Terraform gets. It stops behind the first stage that has errors."""

    LOAD = 1
    """The files of a module are read: syntax, names, duplicates."""
    MODULES = 2
    """The modules that are called are found."""
    WIRING = 3
    """The graph is made: arguments of module calls, provider configurations, cycles."""
    WALK = 4
    """Each object is looked at: references, schemas, functions. One with an error hides those that need it."""


@dataclass(frozen=True)
class ErrorClass:
    """A class of errors.

    `summaries` and `detail` are regular expressions for what Terraform says, `context` one for the header of the
    block around it. `rules` are those whose findings count as agreement. `hint` takes what a finding has to name out
    of an error that has no place. `is_reported_only` is for what no fix is asked for.
    """

    name: str
    stage: Stage
    summaries: str
    rules: tuple[str, ...]
    detail: str = ""
    context: str = ""
    hint: str = ""
    is_reported_only: bool = False

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        return re.compile(self.summaries), re.compile(self.detail, re.DOTALL), re.compile(self.context)

    def holds(self, error: Refusal) -> bool:
        """Whether an error is of this class."""
        summary, detail, context = self._patterns
        return bool(summary.match(error.summary) and detail.search(error.detail) and context.match(error.context))

    def named(self, error: Refusal) -> str:
        """What a finding has to name to be of the same error; empty where the place says it."""
        found = re.search(self.hint, error.summary + error.detail) if self.hint and not error.path else None
        return ".".join(found.groups()) if found else ""


_SYNTAX = (
    r"Argument (or block )?definition required|Attribute redefined|Expected |Extra characters|Extraneous label"
    r"|Incorrect .* syntax|Invalid (argument name|attribute name|block definition|character|escape sequence|expression"
    r"|'for' expression|index key|legacy index syntax|multi-line string|number literal|single-argument block definition"
    r"|string literal|template|token)|Missing (attribute|close brace|expression|false expression|item|key|name for"
    r"|newline|separator|template)|Single quotes|Unbalanced parentheses|Unclosed|Unexpected (directive|end|token)"
    r"|Unsupported operator|Unterminated"
)
_DUPLICATE = r"Duplicate (check|data|ephemeral|local value|module call|output|provider configuration|resource|variable)"
_NO_FILE = r"no such file|no file exists|is a directory|failed: open"
_SCHEMA = ("attribute-as-block", "block-as-attribute", "unsupported-argument", "unsupported-block")
_ALIAS = "undeclared-provider-alias"

# Headers of blocks whose arguments the providers say; those of all others are Terraform's own.
_OF_PROVIDERS = r'(?!(resource|data|ephemeral|provider|module) ")'

# The first that holds is the class of an error.
CLASSES = (
    ErrorClass(
        "unexpected-construct",
        Stage.LOAD,
        r"Unsupported (argument|block type)|Missing (required argument|name for)|Extraneous label|Duplicate lifecycle"
        r"|Invalid \"(count|for_each)\" attribute",
        ("unexpected-construct", "syntax-error", "syntax"),
        context=_OF_PROVIDERS,
        is_reported_only=True,
    ),
    ErrorClass(
        "non-literal-meta-argument",
        Stage.LOAD,
        r"Variables not allowed|Function calls not allowed|Unsuitable value type|Invalid (quoted|expression)",
        ("non-literal-meta-argument", _ALIAS),
        detail=r"^(?!Expected )",
    ),
    ErrorClass("syntax", Stage.LOAD, _SYNTAX, ("syntax", "syntax-error")),
    ErrorClass("duplicate-declaration", Stage.LOAD, _DUPLICATE, ("duplicate-declaration",)),
    ErrorClass("required-providers", Stage.LOAD, r"Duplicate required provider", ("required-providers",)),
    ErrorClass("merge-terraform-blocks", Stage.LOAD, r"Duplicate (backend|cloud|HCP)", ("merge-terraform-blocks",)),
    ErrorClass("reserved-variable-name", Stage.LOAD, r"Invalid variable name", ("reserved-variable-name",)),
    ErrorClass("reserved-provider-argument", Stage.LOAD, r"Reserved .* in provider", ("reserved-provider-argument",)),
    ErrorClass(
        "undeclared-provider-alias",
        Stage.LOAD,
        r"Invalid provider (configuration )?reference|Reference to undefined provider|Missing required provider conf"
        r"|Cannot override provider configuration",
        (_ALIAS, "module-interface-mismatch"),
    ),
    ErrorClass(
        "missing module",
        Stage.MODULES,
        r"Unreadable module directory|Module not installed",
        ("module-interface-mismatch",),
        is_reported_only=True,
    ),
    ErrorClass(
        "undeclared-provider-alias",
        Stage.WIRING,
        r"Provider configuration not present",
        (_ALIAS,),
        hint=r'/([\w-]+)"\]\.([\w-]+)',
    ),
    ErrorClass(
        "module-interface-mismatch",
        Stage.LOAD,
        r"Missing required argument",
        ("module-interface-mismatch",),
        detail=r'^The argument "source"',
        context=r'module "',
    ),
    ErrorClass(
        "module-interface-mismatch",
        Stage.WIRING,
        r"Unsupported argument|Missing required argument|Unsupported block type|Missing required provider",
        ("module-interface-mismatch", "undeclared-variable"),
        context=r'module "',
    ),
    ErrorClass("dependency-cycle", Stage.WIRING, r"Cycle|Self-referential block", ("dependency-cycle",)),
    ErrorClass(
        "undeclared-variable",
        Stage.WALK,
        r"Reference to undeclared input variable",
        ("undeclared-variable",),
    ),
    ErrorClass("undeclared-local", Stage.WALK, r"Reference to undeclared local value", ("undeclared-local",)),
    ErrorClass(
        "undeclared-reference",
        Stage.WALK,
        r"Reference to undeclared resource",
        ("undeclared-reference",),
        detail=r"data resource \"aws_(availability_zones|caller_identity|partition|region)\"",
    ),
    ErrorClass(
        "undeclared resource",
        Stage.WALK,
        r"Reference to undeclared (resource|module)",
        ("undeclared-reference",),
        is_reported_only=True,
    ),
    ErrorClass(
        "undeclared-module-output",
        Stage.WALK,
        r"Unsupported attribute",
        ("undeclared-module-output", "missing-key"),
        detail=r"This object does not have an attribute named",
    ),
    ErrorClass(
        "missing-key",
        Stage.WALK,
        r"Invalid index|Unsupported attribute",
        ("missing-key",),
        is_reported_only=True,
    ),
    ErrorClass(
        "invalid-reference",
        Stage.WALK,
        r"Invalid (\"self\" )?reference|Reference to \"(count|each)",
        ("invalid-reference",),
        is_reported_only=True,
    ),
    ErrorClass("unknown-resource-type", Stage.WALK, r"Invalid (resource type|data source)", ("unknown-resource-type",)),
    ErrorClass("unsupported-argument", Stage.WALK, r"Unsupported argument", (*_SCHEMA, "deprecated-argument")),
    ErrorClass(
        "unsupported-block", Stage.WALK, r"Unsupported block type|Too many .* blocks", (*_SCHEMA, "deprecated-argument")
    ),
    ErrorClass(
        "missing-required-argument",
        Stage.WALK,
        r"Missing required argument|Insufficient .* blocks",
        ("missing-required-argument", *_SCHEMA),
    ),
    ErrorClass("missing-index", Stage.WALK, r"Missing resource instance key", ("missing-index",)),
    ErrorClass("unexpected-index", Stage.WALK, r"Unexpected resource instance key", ("unexpected-index",)),
    ErrorClass(
        "missing-referenced-file",
        Stage.WALK,
        r"Error in function call|Invalid function argument",
        ("missing-referenced-file", "sfn-definition-templatefile"),
        detail=_NO_FILE,
    ),
    ErrorClass(
        "template-and-function-errors",
        Stage.WALK,
        r"Error in function call|Invalid function argument|Call to unknown function|(Not enough|Too many) function",
        ("template-and-function-errors",),
        is_reported_only=True,
    ),
)
TRUNCATED = ErrorClass("truncated file", Stage.LOAD, "", ("syntax", "syntax-error"), is_reported_only=True)
OTHER = "other"


def class_of(error: Refusal, truncated: Container[str] = ()) -> ErrorClass | None:
    """The class of an error, None for one that no rule is about; `truncated` are files that break off."""
    found = next((one for one in CLASSES if one.holds(error)), None)
    return TRUNCATED if found is not None and found.name == "syntax" and error.path in truncated else found


def is_repairable(error: Refusal, truncated: Container[str] = ()) -> bool:
    """Whether an error is of a class that the rules are to repair."""
    found = class_of(error, truncated)
    return found is not None and not found.is_reported_only
