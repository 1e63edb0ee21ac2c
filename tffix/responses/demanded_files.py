"""The files that a sentence of a prompt demands, and those that it says are there already."""

from __future__ import annotations

import re

from tffix.responses.names import clean
from tffix.responses.sentences import Sentence

_SUFFIX = r"(?:tf|tfvars|tf\.json|tfvars\.example|hcl|py|js|mjs|ts|sh|ya?ml|json|md)"
FILE = rf"(?<![\w/*.-])(?:\./)?(?:[\w@+-]+/)*[\w@+-]+(?:\.[\w@+-]+)*?\.{_SUFFIX}(?![\w/-]|\.\w)"
_WORDS = (
    r"(?:(?:the|a|an|one|single|complete|entire|full|whole|final|brand-new|production-ready|"
    r"production-grade|fully|self-contained,?"
    r"|deployable|ready|and|valid|following|main|working|actual|terraform|hcl|aws|"
    r"configuration|config|code|script|file|source"
    r"|called|named|name|at|for|me|contents? of|in|into|exactly|just|only|two|three|four|five|"
    r"six|these|files?|specific|core) ?|[:(,-] ?)*"
)
_VERB = (
    r"(?:(?:generate|create|produce|write|provide|return|deliver|give|make|build|print|emit|present)s?\b"
    r"|output\b|outputs:)"
)
_LIST = rf"{FILE}(?:(?: \([^)]*\))?(?:,? and |, |,| & | \+ ){FILE})+"

_FOUND = re.compile(FILE)
_EXISTING = tuple(
    re.compile(pattern.replace("FILE", f"({FILE})"), re.IGNORECASE)
    for pattern in (
        r"\b(?:i|we)(?:'ve)? (?:already )?(?:have|got|have got) (?:already )?(?:a |an |the |my |"
        r"our |another |separate |existing )*FILE",
        r"\b(?:the |my |our |an )?(?:existing|pre-?existing|pre-?configured) FILE",
        r"FILE (?:file )?(?:already|is already|exists|has already)",
        r"\balready (?:(?:exists|set ?up|configured|defined|handled|sorted|done|declared|present|lives|is) )?(?:in|by) "
        r"(?:a |my |our |the )?(?:another |separate |different |existing )*FILE",
        r"\balready .{0,40}\b(?:sorted|set up|configured|defined|handled) in FILE",
        r"\b(?:do not|don't|never) (?:output|include|generate|create|modify|touch|change|provide|"
        r"write|mess with) (?:the |my |a )?FILE",
        r"\b(?:handled|taken care of|managed|provided|configured|defined|set up) (?:in|by) (?:a |my |our |the )?"
        r"(?:another |separate |different |pre-?configured,? )+(?:my )?FILE",
        r"\b(?:handled|taken care of) (?:in|by) (?:a |my |our |the )FILE",
        r"\bexists? in (?:my|our|the existing) FILE",
        r"\b(?:defined|configured|declared) (?:as )?in (?:a )?different FILE",
        r"\bassume (?:that )?FILE (?:exists|defines|is)",
    )
)
# A file that is there and is to be worked on belongs into the answer.
_CHANGED = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:extend|update|refactor|rewrite|fix|improve|build on|"
    r"as a (?:base|starting point)|add to)\b",
    re.IGNORECASE,
)
_KIND = (
    r"(?:(?:self-contained,?|complete,?|full|standalone,?|combined|"
    r"terraform|hcl|configuration|config|\.?tf|valid|deployable|big|large|main|giant"
    rf"|script|stack|core|\w+-ready|{FILE}) )*"
)
_SINGLE = re.compile(
    rf"\b(?P<no>(?:not|instead of|rather than|avoid|isn't|n't want) (?:in |into |as "
    rf")?)?(?:(?:single|one|1)[ -](?P<kind>{_KIND})(?:file|script)\b|a single {FILE})"
    r"(?! (?:per|for each|for every|of|with the same)\b)",
    re.IGNORECASE,
)
_UNSPLIT = re.compile(
    r"\b(?:do not|don't|never|without) (?:split|splitting|break|spread|divide)\b.{0,30}\b(?:multiple|several|separate"
    r"|different) files\b",
    re.IGNORECASE,
)
_PLACED = re.compile(rf"^(?:put|place|keep|define|move)\b.*\bin {FILE}.*\bin {FILE}", re.IGNORECASE)
_ABOUT_CODE = re.compile(
    r"terraform|hcl|\.tf\b|configuration|^single|\(single file\)|\beverything\b|\b(?:all|"
    r"entire|whole|full|complete)\b.{0,40}\b(?:code|infrastructure|stack|solution|config)|"
    r"^(?:keep|put) (?:it|this|all) ",
    re.IGNORECASE,
)
_EVERYTHING = re.compile(
    r"\b(?:everything|all (?:of )?(?:the |this |your |infrastructure |terraform )*(?:code|"
    r"terraform|infrastructure|this|configuration)"
    r"|the (?:entire|whole) (?:solution|thing|stack|configuration|infrastructure))"
    r"\b.{0,60}?\b(?:in|into|inside|within|to) "
    rf"(?:a |the |one |single |terraform |file |called |named )*({FILE})",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?P<only>(?:only|exactly|just) )?(?:these |the |following )*(?:two|three|four|five|"
    rf"six|seven|eight|nine|ten) (?:[\w-]+ ){{0,3}}?files?\b.{{0,60}}?{_LIST}",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    rf"{FILE} (?:or|and/or|/) |\bwhatever\b|\be\.g\.|\bsuch as\b|\bfor example\b|\bmaybe\b|"
    rf"\bcould be\b|\boptional|\bif (?:needed|you|required)|\blike\b"
    r"|\b(?:each|every|per) (?:\w+ )?(?:module|environment|folder|directory)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\bfiles? to (?:output|create|deliver|generate|produce|provide|print)|\bwhat to deliver|\bdeliverables?\b"
    r"|\b(?:required|expected|main|project|output) files?\b|\bconfiguration files\b|\bfiles? "
    r"(?:required|expected|needed)\b"
    r"|\bfile (?:structure|organi[sz]ation)(?: required)?$|\b(?:produce|output|create|"
    r"generate|provide|return|deliver|print|need)\b.{0,40}\bfiles\b"
    r"|\boutput requirements\b|\bexpected outputs?\b",
    re.IGNORECASE,
)
_TITLE = re.compile(rf"[A-Z][\w/&-]*(?: [\w/&-]+){{0,5}} \((?={FILE})")
_SEPARATE = re.compile(r"^separate files for\b", re.IGNORECASE)
_GENERATED = re.compile(rf"\b{_VERB} {_WORDS}({FILE})", re.IGNORECASE)
_NAMED = re.compile(rf"\b(?:terraform|hcl|configuration) (?:file|script) (?:called|named) ({FILE})", re.IGNORECASE)
_LISTED = re.compile(
    rf"\b(?:{_VERB}|consisting of|(?:configuration|implementation|code|files?) (?:with|"
    rf"including|in|into|for|should be)|separate files|organi[sz]ed? (?:in|into)|output should "
    rf"be in|(?:split|divided) (?:in|into))\b.{{0,80}}?({_LIST})",
    re.IGNORECASE,
)
_FILES = re.compile(rf"^(?:[\w-]+ )?(?:files?|outputs?): .{{0,60}}?({_LIST})", re.IGNORECASE)
_TITLED = re.compile(
    rf"(?:^file ?names?:? |\bfile(?: name)? (?:must|should|has to|needs to) be (?:named|called)"
    rf" )({FILE})",
    re.I,
)
_CONTAINS = re.compile(
    rf"^(?:the |file )?({FILE})(?: file)? (?:must |should |will |has to )?(?:contain|include|"
    rf"define)s?\b",
    re.IGNORECASE,
)


def files_demanded(sentence: Sentence) -> list[tuple[str, object]]:
    """What a sentence says about files: `files`, `only_files` and `existing`."""
    text = sentence.bare
    existing = tuple(dict.fromkeys(_path(found[1]) for pattern in _EXISTING for found in pattern.finditer(text)))
    hits: list[tuple[str, object]] = [("existing", existing)] if existing and not _CHANGED.search(text) else []
    if any(found["no"] for found in _SINGLE.finditer(text)):
        return hits
    named = tuple(path for path in _paths(text) if path not in existing)
    terraform = tuple(path for path in named if path.endswith(".tf"))
    unsure = _UNSURE.search(text) is not None
    if _UNSPLIT.search(text):
        hits.append(("only_files", True))
    elif (_SINGLE.search(text) and _ABOUT_CODE.search(text)) or (_EVERYTHING.search(text) and len(terraform) == 1):
        hits.append(("only_files", True))
        return [*hits, ("files", terraform)] if len(terraform) == 1 and not unsure else hits
    wanted = _item_files(sentence)
    if not wanted and named and not unsure:
        wanted = _listed_files(text, named)
        if wanted and (found := _COUNTED.search(text)) and found["only"]:
            hits.append(("only_files", True))
    wanted = [path for path in dict.fromkeys(wanted) if path in named]
    return [*hits, ("files", tuple(wanted))] if wanted else hits


def names_files(sentence: Sentence) -> bool:
    """Whether a sentence in a list of what is to be delivered names Terraform files."""
    named = any(path.endswith(".tf") for path in _paths(sentence.bare))
    return named and _SECTION.search(sentence.heading) is not None


def _path(text: str) -> str:
    """A path without the folder that answers are laid out in."""
    return clean(text).removeprefix("lib/")


def _paths(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_path(found[0]) for found in _FOUND.finditer(text)))


def _listed_files(text: str, named: tuple[str, ...]) -> list[str]:
    """The files that a sentence asks for in so many words."""
    if any(pattern.search(text) for pattern in (_COUNTED, _SEPARATE, _PLACED)):
        return list(named)
    if listed := [path for each in (_LISTED, _FILES) for found in each.finditer(text) for path in _paths(found[1])]:
        return listed
    found = _CONTAINS.match(text) or _TITLED.search(text) or _NAMED.search(text) or _GENERATED.search(text)
    return [_path(found[1])] if found else []


def _item_files(sentence: Sentence) -> list[str]:
    """The names that an item in a list of files begins with: one, or those in brackets behind a title."""
    text = sentence.bare
    if not sentence.item or not _SECTION.search(sentence.heading):
        return []
    if found := re.match(rf"{_LIST}|{FILE}", text):
        head, rest = found[0], text[found.end() :]
    elif found := _TITLE.match(text):
        head, _, rest = text[found.end() :].partition(")")
    else:
        return []
    unsure = _UNSURE.search(head) or rest.lstrip(" (").startswith(("or ", "optional", "if "))
    return [] if unsure else list(_paths(head))
