"""Markdown answers as virtual Terraform files, and corrected files spliced back into the answer."""

from __future__ import annotations

from tffix.responses.extract import extract
from tffix.responses.model import Answer, Note, Piece, Truncation, VirtualFile
from tffix.responses.rewrite import rewrite

__all__ = ["Answer", "Note", "Piece", "Truncation", "VirtualFile", "extract", "rewrite"]
