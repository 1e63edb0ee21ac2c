"""How an answer announces the name of a file: heading, bold line, sentence, info string, first comment."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import NamedTuple

from tffix.responses.fences import HCL, MARKDOWN, Lines, heading_of, mark_of
from tffix.responses.model import Announcement

_KNOWN = re.compile(
    r"tf|tfvars|hcl|tofu|json|py|m?js|cjs|tsx?|jsx|sh|bash|ps1|ya?ml|md|txt|toml|ini|cfg|conf|env|sql|xml|html|css|csv"
    r"|go|rb|java|rego|lua|properties|pub|pem|service|template|tpl|tftpl|tmpl|j2",
    re.IGNORECASE,
)
_WHOLE = frozenset(
    {"Dockerfile", "Makefile", "Procfile", "Jenkinsfile", ".gitignore", ".dockerignore", ".terraformignore"}
)
_WRAPPERS = (".example", ".sample", ".dist")
_WORD = re.compile(r"[\w.@~+/{}$<>%\\-]++")
_LEAD = re.compile(r"[ \t]*+(?:>[ \t]*+)?(?:[-*+][ \t]++)?(?:#{1,6}[ \t]++)?")
_TAG = re.compile(r"</?(?:summary|details|b|strong|code|em|i|u|h[1-6]|p|div|span|li|tt|kbd)>", re.I)
_NUMBER = re.compile(r"\d+(?:\.\d+)*+[.):]?[ \t]++")
_LABEL = re.compile(
    r"(?:[^\W\d]+[ \t]+)?(?:file(?:name)?|path|module|step|part|create|update|save as)\b[ \t]*\d*[ \t]*[:.–—-]?[ \t]*",
    re.I,
)
_DECORATION = " \t`*_\"'[("
_TITLE = re.compile(r"[`*_\"'\])]*+[ \t]*+(?:$|[-–—:(,|/=#~]|\*/|→)")
_TAIL = re.compile(r"[`*_\"'\])]*+[ \t]*+[:.]?+[ \t]*+")
_COMMENT = re.compile(r"[ \t]*+(?:#++!?|//++|--|<!--|/\*++|;++|\*(?!/))[ \t=*~-]*+")
_LONGEST = 1000  # no announcement is longer, and nothing below need be quick on lines that are
_LIBRARY = re.compile(r"(?:node|next|vue|react|express|nuxt|three|d3|chart)\.[jt]s", re.I)
_ATTRIBUTE = re.compile(r"(?:data|var|local|module|each|self|aws_\w+|azurerm_\w+|google_\w+)\.[\w.]+\.\w+")
_FOLDER = re.compile(r"(?:\./)?((?:[\w@+-][\w.@+-]*/)+[\w@+-]*)")

_LANGUAGES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(HCL, (".tf", ".tfvars", ".hcl", ".tofu", ".tpl", ".tftpl", ".tmpl", ".template")),
    **dict.fromkeys(
        ("bash", "sh", "shell", "zsh", "console", "shell-session"), (".sh", ".bash", ".tpl", ".tftpl", ".env")
    ),
    **dict.fromkeys(("powershell", "ps1", "pwsh"), (".ps1", ".tpl", ".tftpl")),
    **dict.fromkeys(("python", "py", "python3"), (".py", ".tpl", ".tftpl")),
    **dict.fromkeys(("json", "jsonc", "json5"), (".json", ".tpl", ".tftpl", ".tmpl", ".template")),
    **dict.fromkeys(("yaml", "yml"), (".yaml", ".yml", ".tpl", ".tftpl", ".tmpl", ".template")),
    **dict.fromkeys(("javascript", "js", "node", "jsx"), (".js", ".mjs", ".cjs", ".jsx", ".ts", ".tpl")),
    **dict.fromkeys(("typescript", "ts", "tsx"), (".ts", ".tsx", ".js", ".mjs")),
    **dict.fromkeys(MARKDOWN, (".md", ".tpl", ".txt")),
    **dict.fromkeys(("dockerfile", "docker"), ("Dockerfile", ".dockerfile")),
    **dict.fromkeys(("makefile", "make"), ("Makefile", ".mk")),
}
SHELL = frozenset({"bash", "sh", "shell", "zsh", "console", "shell-session"})


class Found(NamedTuple):
    """A path in a line."""

    path: str
    start: int
    end: int


def is_path(word: str) -> bool:
    """Whether a word is the name of a file, by its suffix (or because everybody knows it)."""
    if is_whole_name(word):
        return not word.startswith(("/", "~", "$"))
    if word.startswith(("/", "~")) or any(c in word for c in "{}$<>*%\\") or _LIBRARY.fullmatch(word):
        return False
    name = _unwrapped(word.rpartition("/")[2])
    stem, dot, suffix = name.rpartition(".")
    return bool(dot and stem.strip(".") and _KNOWN.fullmatch(suffix)) and not _ATTRIBUTE.fullmatch(word)


def is_whole_name(path: str) -> bool:
    """Whether a path ends in a name that needs no suffix, such as `Dockerfile`."""
    return path.rpartition("/")[2] in _WHOLE


def _unwrapped(name: str) -> str:
    for wrapper in _WRAPPERS:
        name = name.removesuffix(wrapper)
    return name


def fits(path: str, language: str) -> bool:
    """Whether a fence in this language may hold that file; a fence without a known language may hold any."""
    allowed = _LANGUAGES.get(language)
    return allowed is None or _unwrapped(path).endswith(allowed) or (language in HCL and path.endswith(".tf.json"))


def clean(path: str) -> str:
    """The path as a relative posix path that does not leave the root."""
    parts = [part for part in posixpath.normpath(path).split("/") if part not in ("..", ".", "")]
    return "/".join(parts)


def paths(line: str) -> list[Found]:
    """The paths in a line, in order."""
    result: list[Found] = []
    if ("." not in line and "file" not in line) or len(line) > _LONGEST:
        return result
    for word in _WORD.finditer(line):
        text = word[0].rstrip(".-/}")  # the end of a sentence, of braces around
        italics = len(text) - len(text.rstrip("_"))
        text = text[: len(text) - italics]
        stripped = text.lstrip("{")
        stripped = stripped[min(italics, len(stripped) - len(stripped.lstrip("_"))) :]
        start = word.start() + len(text) - len(stripped)
        text = stripped
        if is_path(text) and clean(text):
            result.append(Found(clean(text), start, start + len(text)))
    return result


def announced(line: str, language: str) -> Announcement | None:
    """What a line outside of fences announces for a fence in this language."""
    if "<" in line and (plain := _TAG.sub(lambda tag: " " * len(tag[0]), line)) != line:
        found_in_plain = announced(plain, language)
        return found_in_plain and replace(found_in_plain, line=line)
    lead = _LEAD.match(line)
    assert lead is not None
    heading = "#" in lead[0]
    stripped = line.strip()
    if stripped.startswith("|"):
        return None
    found = [f for f in paths(line) if fits(f.path, language)]
    if not found:
        return _labelled(line, heading, lead.end())
    bare, number = starts(line, found[0].start, lead.end())
    titled = bare and _TITLE.match(line, found[0].end) is not None
    pick, exact = found[0], titled
    if not titled and heading and _TAIL.fullmatch(line, found[-1].end):
        pick, exact = (
            found[-1],
            line[: found[-1].start].rstrip(_DECORATION)[-1:] in tuple("(:–—-") or _opened(line, found[-1]),
        )
    if heading:
        kind = "heading"
    elif titled and _TAIL.fullmatch(line, pick.end):
        kind = "bold" if "**" in line or "__" in line[: pick.start] else "line"
    elif stripped.startswith("**") and stripped.rstrip(":").endswith("**"):
        kind, exact = "bold", True
        pick = found[0] if titled else found[-1]
    elif titled and stripped.startswith("**") and "**" in line[pick.end : pick.end + 3]:
        kind = "bold"
    else:
        kind, exact, pick = "sentence", False, found[-1]
    return Announcement(pick.path, kind, exact, number, line, pick.start, pick.end)


def _opened(line: str, found: Found) -> bool:
    return "(" in line[max(found.start - 3, 0) : found.start]


def lead_of(line: str) -> int:
    """Where the text of a line begins, after the signs of lists, quotes and headings."""
    lead = _LEAD.match(line)
    assert lead is not None
    return lead.end()


def starts(line: str, end: int, at: int) -> tuple[bool, int]:
    """Whether nothing but numbering, a label and decoration stands before the path; and the number."""
    rest = line[at:end].lstrip(_DECORATION)
    number = -1
    if numbered := _NUMBER.match(rest):
        number = int(re.findall(r"\d+", numbered[0])[-1])
        rest = rest[numbered.end() :].lstrip(_DECORATION)
    if rest and (label := _LABEL.match(rest)):
        if digits := re.findall(r"\d+", label[0]):
            number = int(digits[-1])
        rest = rest[label.end() :]
    return not rest.strip(_DECORATION), number


def _labelled(line: str, heading: bool, at: int) -> Announcement | None:
    """`File: name` with a suffix nobody knows."""
    if len(line) > _LONGEST:
        return None
    found = re.fullmatch(r"[`*_ \t]*(?:File|Filename|Path):[`*_ \t]*([\w.@+/-]+\.[A-Za-z]\w*)[`*_ \t]*", line[at:])
    if found is None or not clean(found[1]):
        return None
    kind = "heading" if heading else "bold"
    return Announcement(clean(found[1]), kind, True, -1, line, at + found.start(1), at + found.end(1))


class Above(NamedTuple):
    """An announcement above a fence, on line `line`."""

    line: int
    announcement: Announcement


def above(lines: Lines, opener: int, floor: int, language: str) -> Above | None:
    """What the lines `floor:opener` announce for the fence that `opener` begins.

    A heading counts at any distance and ends the search; a sentence counts within three lines.
    """
    sentence: Above | None = None
    seen = 0
    for at in range(opener - 1, floor - 1, -1):
        line = lines[at]
        if not line.strip() or mark_of(line):
            continue
        heading = heading_of(line)
        found = announced(line, language)
        if found is not None:
            gap = next((i - at - 1 for i in range(at + 1, opener) if lines[i].strip()), opener - at - 1)
            here = Above(at, replace(found, gap=gap))
            if heading or found.exact:
                return here
            if seen < 3 and sentence is None and not re.match(r"[ \t]*[-*+] ", line):
                sentence = here
        if heading:
            break
        seen += 1
    return sentence


def from_info(info: str, language: str) -> Announcement | None:
    """The path in an info string."""
    found = [f for f in paths(info) if fits(f.path, language)]
    if not found:
        return None
    return Announcement(found[0].path, "info", True, -1, info, found[0].start, found[0].end)


def comment_path(line: str, language: str) -> tuple[Announcement, bool] | None:
    """The path that a comment line begins with, and whether it holds nothing else."""
    lead = _COMMENT.match(line)
    if lead is None or lead[0].startswith("#!"):
        return None
    found = [f for f in paths(line) if fits(f.path, language)]
    if not found:
        return None
    bare, _ = starts(line, found[0].start, lead.end())
    if not bare or not _TITLE.match(line, found[0].end):
        return None
    tail = line[found[0].end :].rstrip().removesuffix("*/").removesuffix("-->")
    alone = len(found) == 1 and not tail.strip(" \t`*_\"':=~#-")
    return Announcement(found[0].path, "comment", True, -1, line, found[0].start, found[0].end), alone


def first_comment(content: list[str], language: str) -> Announcement | None:
    """The path announced by the first comment lines of a block; with text after it only on the first of them."""
    seen = 0
    if language in MARKDOWN:  # its comments are headings: only one that says nothing but the name is meant
        alone = comment_path(content[0], language) if content else None
        return alone[0] if alone is not None and alone[1] else None
    for line in content[:8]:
        if not line.strip() or line.startswith("#!"):
            continue
        if _COMMENT.match(line) is None or seen == 4:
            return None
        if (found := comment_path(line, language)) and (found[1] or seen <= 1 or not line.rstrip().endswith(".")):
            return found[0]
        if seen == 0 and (titled := re.search(r"\(([^()\s]+)\)[ \t]*$", line)) and is_path(titled[1]):
            path = clean(titled[1])
            if fits(path, language):
                return Announcement(path, "comment", True, -1, line, titled.start(1), titled.end(1))
        seen += 1
    return None


def folder_of(text: str) -> str:
    """The directory that a heading names, empty where it names none."""
    for word in re.split(r"[\s`*()\"',:]+", text):
        found = _FOLDER.fullmatch(word)
        if found and (word.endswith("/") or word.startswith(("modules/", "./modules/"))):
            return clean(found[1])
    return ""


def is_known(language: str) -> bool:
    """Whether the language of an info string says what may be in the fence."""
    return language in _LANGUAGES
