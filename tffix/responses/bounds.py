"""How far the repairs of an answer's files may go: what is demanded of it, and what may be in files nobody saw."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from tffix.engine.check import RunOptions
from tffix.responses.contract import Contract
from tffix.responses.merge import home_of
from tffix.responses.model import Answer
from tffix.rules.diagnostics import Level

# What these say of a module depends on files that set up providers and state, which are often not in an answer.
_DECLARES_PROVIDERS = "undeclared-provider-alias"
_REQUIRES_PROVIDERS = "required-providers"
_MISSES_PROVIDERS = "missing-provider-block"
_MISSES_SETTINGS = frozenset({_MISSES_PROVIDERS, "missing-backend", "missing-terraform-block"})

# They move code to other files, which is the author's business where one file is demanded.
_DIVIDES_FILES = frozenset({"provider-block-location"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is not done to the files of an answer.

    `unasked` are the rules that ask for what is not wanted, or miss what may be in a file that was not seen. `held` are
    those whose repairs are only proposed, with the reason.
    """

    contract: Contract
    unasked: frozenset[str]
    held: Mapping[str, str]

    def around(self, run: RunOptions, answer: Answer) -> RunOptions:
        """The run within the bounds: what is held stays a finding, and new files are made where they may be."""
        levels = {**run.levels, **dict.fromkeys(self.held, str(Level.MANUAL))}
        # In one block there is no place for another file.
        create_in = frozenset[str]() if self.contract.is_one_block else run.create_in
        return replace(run, levels=levels, create_in=create_in, create_into=home_of(answer, self.contract))


def bounds_of(answer: Answer, contract: Contract, context: Container[str]) -> Bounds:
    """The bounds that a contract sets. `context` are the paths beside the files of the answer that were seen."""
    files = {file.path: file.text for file in answer.files}
    unseen = [path for path in contract.existing if path.endswith(".tf") and path not in files and path not in context]
    unasked = _DIVIDES_FILES if contract.is_one_block or contract.only_files else frozenset[str]()
    held = {}
    if unseen:
        unasked |= _MISSES_SETTINGS
        reason = f"{unseen[0]} was not seen, and may declare it"
        held[_DECLARES_PROVIDERS] = reason
        if not any("required_providers" in text for path, text in files.items() if path.endswith(".tf")):
            held[_REQUIRES_PROVIDERS] = reason
    elif contract.provider_blocks is False:
        unasked |= {_MISSES_PROVIDERS}
    if contract.provider_blocks is False:
        held[_DECLARES_PROVIDERS] = "no provider block is wanted here"
    return Bounds(contract, unasked, held)
