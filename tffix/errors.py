"""Every error type of tffix."""

from __future__ import annotations


class TffixError(Exception):
    """Base of every error that tffix raises on purpose; its text is one sentence for a person."""


class SyntaxError(TffixError):  # noqa: A001 - HCL's own word; always used qualified or by import
    """HCL text that the grammar rejects.

    `start` and `end` are code-point offsets into the text of the file (half-open).
    """

    def __init__(self, summary: str, detail: str, start: int, end: int) -> None:
        super().__init__(f"{summary}; {detail}" if detail else summary)
        self.summary = summary
        self.detail = detail
        self.start = start
        self.end = end

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.summary, self.detail, self.start, self.end))


class EditError(TffixError):
    """A fix asked for an edit that cannot be made (a bug of the rule, not of the user's file)."""


class TemplateError(TffixError):
    """Text handed to `tffix.templates` is not valid HCL (a bug of the rule)."""


class ConfigError(TffixError):
    """A configuration file or an option that cannot be used."""


class UnknownRuleError(ConfigError):
    """A rule name that no registered codemod has."""


class FileError(TffixError):
    """A file that cannot be read, or that changed on disk since it was read, or must not be written."""
