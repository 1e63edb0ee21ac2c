"""An answer in the form that its contract demands."""

from __future__ import annotations

from dataclasses import dataclass

from tffix.responses.contract import Contract


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the contract demands and the answer lacked: in words, with what is wrong and what was done.

    `kind` is the setting of the contract, `rule` the rule that reports it. `start:end` is a place in the document as it
    was given. Where nothing was done, `done` is empty and `reason` says why not.
    """

    kind: str
    rule: str
    message: str
    start: int
    end: int
    done: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Conformed:
    """A document in the demanded form, as far as that goes; conforming it again changes nothing."""

    text: str
    done: tuple[Step, ...] = ()
    not_done: tuple[Step, ...] = ()


def conform(document: str, contract: Contract) -> Conformed:
    """The document in the form that the contract demands; without demands, the document as it is.

    The files in it stay as they are, as far as the form allows: `extract` finds the same texts before and after.
    """
    return Conformed(document)
