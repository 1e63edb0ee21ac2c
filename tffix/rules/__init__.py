"""Rules: what they are, what they say, where they are found, and the comments that silence them."""

from tffix.rules.diagnostics import Diagnostic, Level, Location, LoweredFix, Related, Severity
from tffix.rules.rule import Fix, Rule, RuleContext

__all__ = ["Diagnostic", "Fix", "Level", "Location", "LoweredFix", "Related", "Rule", "RuleContext", "Severity"]
