"""What stands before the code of a fence in a list or in a quote: spaces, tabs, and the signs of quotes."""

from __future__ import annotations

import re


def margin(line: str, indent: str) -> int:
    """How many characters at the beginning of a line of a fence belong to the indentation of the fence."""
    if ">" not in indent:
        return min(len(indent), len(line) - len(line.lstrip(" \t")))
    found = re.match(rf"(?:[ \t]{{0,3}}>){{0,{indent.count('>')}}}+", line)
    end = found.end() if found else 0
    return end + (end > 0 and line.startswith(" ", end) and indent.endswith(" "))


def indented(line: str, indent: str) -> str:
    """A line of code as it stands in a fence with that indentation."""
    if line.strip("\r\n"):
        return indent + line
    return (indent.rstrip(" \t") if ">" in indent else "") + line
