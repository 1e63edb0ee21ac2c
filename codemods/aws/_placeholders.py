"""What stands in code until somebody puts the real value there: words, and names and numbers of examples."""

from __future__ import annotations

import re

from ._example_accounts import EXAMPLE_ACCOUNT, has_example_account

# A secret may be anything, so that any such word in it says that it is none.
_IN_SECRET = re.compile(
    r"replace|change[-_ ]?(?:me|this|it|in|before)|your[-_ ]|to-?do\b|placeholder|x{4,}|fixme|tbd\b|dummy|"
    r"^<.+>$|insert[-_ ]|(?:update|set)[-_ ]?(?:me|this)|to[-_ ]be[-_ ]",
    re.IGNORECASE,
)

# Domains that nobody can have. Source: RFC 2606 and RFC 6761, "Special-Use Domain Names"; those of example are kept by
# IANA, and Route 53 refuses them ("is reserved by AWS").
_HOST = r"(?:[\w*-]+\.)*"
EXAMPLE_DOMAIN = re.compile(
    r"(?<![\w-])example\.(?:com|net|org)(?![\w-]|\.\w)|(?:(?<=@)|(?<=://))[\w-]+\.(?:example|invalid|test)(?![\w-]|\.\w)"
)
EXAMPLE_EMAIL = re.compile(rf"[^\s@/:<>]+@{_HOST}(?:example\.(?:com|net|org)|[\w-]+\.(?:example|invalid|test))")
# Values that say of themselves that they are none. In names and IDs only: a text with spaces speaks to people.
_IN_VALUE = re.compile(
    r"(?<![A-Za-z])your(?:[-_]\w|(?:company|domain|organization|org|email|team|account|bucket)(?![a-z]))|"
    r"(?<![A-Za-z])(?:change|replace|update|fill)[-_]?(?:me|this|with)(?![a-z])|"
    r"^(?-i:<[A-Z][A-Z0-9_-]*>)$|^<your[\w-]*>$|^(?:todo|tbd|fixme)$|(?<=[-/:])x{4,}(?![\w-])|"
    r"(?<![\w-])(?:ami|eni|i|igw|nat|pl|rtb|sg|subnet|vol|vpc|vpce)-(?:0?12345\w*|x{3,})(?![\w-])",
    re.IGNORECASE,
)
# What every placeholder has in it.
_HINT = re.compile(
    r"example\.|\.(?:example|invalid|test)\b|your|(?:change|replace|update|fill)[-_]?(?:me|this|with)|"
    r"\"(?:<|todo|tbd|fixme)|x{3}|-0?12345",
    re.IGNORECASE,
)
# A word of each of these: a look at a long text for them takes a hundredth of the time.
_WORDS = (
    *("example", ".invalid", ".test", "your", "change", "replace", "update", "fill", "xxx", "12345"),
    *('"<', '"todo', '"tbd', '"fixme'),
)

# A text for people, or a template of somebody else.
_FOREIGN = re.compile(r"\s|\{\{")


def may_have_placeholder(text: str) -> bool:
    """Whether some value in a text may be a placeholder: to be asked before the text is taken apart."""
    if EXAMPLE_ACCOUNT.search(text) is not None:
        return True
    small = text.lower()
    return any(word in small for word in _WORDS) and _HINT.search(text) is not None


def is_placeholder_secret(value: str) -> bool:
    """Whether a secret says of itself that it is none."""
    return _IN_SECRET.search(value) is not None


def is_placeholder(value: str) -> bool:
    """Whether a value (a name, an ID, an address, an ARN) stands for the real one."""
    if not value or _FOREIGN.search(value):
        return False
    if has_example_account(value) or EXAMPLE_DOMAIN.search(value) or EXAMPLE_EMAIL.fullmatch(value):
        return True
    return _IN_VALUE.search(value) is not None
