"""What is demanded of the form of an answer, by the prompt or by the configuration.

    [contract]
    blocks = "one"                      # exactly one fenced block; "per-file": one for each file
    language = "hcl"                    # what the fences of Terraform are labelled
    first-line = "// tap_stack.tf"      # the first line of the block (with "one") is this comment
    files = ["main.tf", "variables.tf"] # files the answer must hold
    only-files = true                   # and no others
    existing = ["provider.tf"]          # files that are there already and do not belong into the answer
    named = true                        # every file is announced by its name
    text-outside = false                # nothing outside of the fences
    provider-blocks = false             # no provider block
    modules = "local"                   # none from elsewhere; "none": no module block at all
    variables = ["aws_region"]          # variables and outputs that the code must declare
    outputs = ["bucket_name"]

What the configuration says wins over the prompt, one setting at a time (`Contract.over`); `tffix.responses.prompt`
reads prompts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from tffix.config import Option

SECTION = "contract"

ONE, PER_FILE = "one", "per-file"
LOCAL, NONE = "local", "none"

CONTRACT_OPTIONS = (
    Option("blocks", str, None, "fenced blocks of the answer: one, or one for each file", (ONE, PER_FILE)),
    Option("language", str, None, "the label of fences that hold Terraform"),
    Option("first-line", str, None, "the comment that the first line of the block must be"),
    Option("files", list, None, "files that the answer must hold"),
    Option("only-files", bool, None, "whether other files than those are unwanted"),
    Option("existing", list, None, "files that exist already and do not belong into the answer"),
    Option("named", bool, None, "whether every file must be announced by its name"),
    Option("text-outside", bool, None, "whether text may stand outside of the fences"),
    Option("provider-blocks", bool, None, "whether provider blocks may be declared"),
    Option("modules", str, None, "module calls: those of local modules only, or none", (LOCAL, NONE)),
    Option("variables", list, None, "variables that must be declared"),
    Option("outputs", list, None, "outputs that must be declared"),
)


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand and where it is made.

    `kind` is the name of the setting, `value` what it demands, in words. `sentence` is that of the prompt and `line`
    its 1-based line; the configuration has no sentence, and line 0. `kind` is empty for a sentence that looks like a
    demand of form and was not understood.
    """

    kind: str
    value: str
    sentence: str
    line: int


@dataclass(frozen=True, slots=True)
class Contract:
    """The form that an answer must have. Whatever is None or empty is not demanded.

    The fields are the settings of the section `[contract]`, with underscores. `demands` says where each comes from,
    `not_understood` are sentences of the prompt for a person to read.
    """

    blocks: str | None = None
    language: str | None = None
    first_line: str | None = None
    files: tuple[str, ...] = ()
    only_files: bool | None = None
    existing: tuple[str, ...] = ()
    named: bool | None = None
    text_outside: bool | None = None
    provider_blocks: bool | None = None
    modules: str | None = None
    variables: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    demands: tuple[Demand, ...] = ()
    not_understood: tuple[Demand, ...] = ()

    @property
    def is_one_block(self) -> bool:
        """Whether the answer must be exactly one fenced block: demanded as such, or one file and nothing else."""
        only_one_file = self.text_outside is False and bool(self.only_files) and len(self.files) <= 1
        return self.blocks == ONE or (self.blocks is None and only_one_file)

    @property
    def single_file(self) -> str | None:
        """The path of the one file that the answer may hold; None where that is not demanded, or not by name."""
        return self.files[0] if self.only_files and len(self.files) == 1 else None

    def demand(self, kind: str) -> Demand | None:
        """The first sentence that makes a demand of this kind."""
        return next((demand for demand in self.demands if demand.kind == kind), None)

    def over(self, other: Contract) -> Contract:
        """The demands of this contract, and those of `other` that it leaves open."""
        mine = {name: getattr(self, name) for name in SETTINGS if is_set(getattr(self, name))}
        kept = tuple(demand for demand in other.demands if demand.kind not in mine)
        values: dict[str, Any] = {name: mine.get(name, getattr(other, name)) for name in SETTINGS}
        return Contract(**values, demands=(*self.demands, *kept), not_understood=other.not_understood)


SETTINGS = tuple(field.name for field in fields(Contract) if field.name not in ("demands", "not_understood"))


def is_set(value: object) -> bool:
    """Whether a setting demands anything."""
    return value is not None and value != ()


def contract_from(options: Mapping[str, Mapping[str, object]]) -> Contract:
    """The contract in the validated options of a run (see `tffix.config.validate_sections`)."""
    section = options.get(SECTION, {})
    values: dict[str, Any] = {}
    for name in SETTINGS:
        value = section.get(name.replace("_", "-"))
        if is_set(value):
            values[name] = value
    demands = tuple(Demand(name, in_words(value), "", 0) for name, value in values.items())
    return Contract(**values, demands=demands)


def in_words(value: object) -> str:
    """The value of a setting as a report shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
