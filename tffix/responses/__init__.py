"""Markdown answers as virtual Terraform files, and corrected files spliced back into the answer."""

from __future__ import annotations

from tffix.responses.check import DocumentOutcome, check_document, fix_document
from tffix.responses.conform import Conformed, Step, conform
from tffix.responses.contract import Contract, Demand, contract_from
from tffix.responses.extract import extract
from tffix.responses.lost import Mention, lost_by
from tffix.responses.model import Answer, Note, Piece, Truncation, VirtualFile
from tffix.responses.prompt import read_contract
from tffix.responses.rewrite import rewrite

__all__ = [
    "Answer",
    "Conformed",
    "Contract",
    "Demand",
    "DocumentOutcome",
    "Mention",
    "Note",
    "Piece",
    "Step",
    "Truncation",
    "VirtualFile",
    "check_document",
    "conform",
    "contract_from",
    "extract",
    "fix_document",
    "lost_by",
    "read_contract",
    "rewrite",
]
