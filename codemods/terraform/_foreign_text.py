"""`${...}` in a text that is not Terraform's: of a shell script, of JavaScript, of a policy variable."""

from __future__ import annotations

import re
from functools import lru_cache

from tffix.rules import Fix, Level
from tffix.syntax import ConfigFile
from tffix.syntax import nodes as n

#: `${VAR:-x}`, `${VAR%x}`, `${list[@]}`, `${#list[@]}`, `${!name}`: parameter expansions of a shell (Bash reference
#: manual, "Shell Parameter Expansion"), and `${aws:username}`, a policy variable (IAM user guide, "Policy variables").
EXPANSION = re.compile(
    r"\$\{(?:[#!][A-Za-z_]|[A-Za-z_][A-Za-z0-9_]*+(?::?[-=+?]|[#%/^,@]|:[0-9]|\[[@*]\])|[A-Za-z_][\w.-]*+:[A-Za-z])"
)
#: `%{http_code}`: a format of curl and others.
FORMAT = re.compile(r"%\{[A-Za-z_][A-Za-z_0-9]*+\}")

# Variables that a shell or its surroundings set. Bash reference manual, "Shell Variables"; POSIX, "Environment
# Variables"; AWS CLI, "Environment variables"; CodeBuild and Lambda, "Environment variables".
_SET_BY_OTHERS = re.compile(
    r"BASH\w*|HOME|HOSTNAME|IFS|LANG|LC_\w+|LINENO|LOGNAME|OLDPWD|OPTARG|OPTIND|PATH|PIPESTATUS|PPID|PWD|RANDOM|REPLY"
    r"|SECONDS|SHELL|TERM|TMPDIR|TZ|UID|EUID|USER"
    r"|AWS_(?:REGION|DEFAULT_REGION|ACCOUNT_ID|PROFILE|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)"
    r"|CODEBUILD_\w+|AWS_LAMBDA_\w+"
)
_LETTERS = re.compile(r"[A-Za-z_]\w*")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9_]*")
_MARKUP = re.compile(r"\$\{[^{}]*\}")
# How other languages give a name a value: `X=`, `export X=`, `read X`, `for X in`; `const x =`, `let x`, `(x) =>`.
_ASSIGNED = (
    r"(?:^|[\s;&|(`])(?:(?:export|local|readonly|declare|typeset)\s+(?:-\w+\s+)*)?{name}\+?="
    r"|\bread\s+(?:-\w+\s+)*(?:\w+\s+)*{name}\b|\b(?:for|select)\s+{name}\s+in\b|\bexport\s+{name}\b"
    r"|\b(?:const|let|var|function|catch)\s*\(?\s*{name}\b|\b(?:const|let|var)\s*\{{[^}}]*\b{name}\b"
    r"|\([^()]*\b{name}\b[^()]*\)\s*(?:=>|\{{)|\b{name}\s*=>"
)


def escape(node: n.Traversal, file: ConfigFile) -> Fix | None:
    """The fix that escapes a `${...}` which is evidently not Terraform's; None for every other reference."""
    held = interpolation_of(node, file)
    if held is None or not is_foreign(node, held[1]):
        return None
    fix = Fix(f"Escape {held[0].text}, which is not Terraform's", Level.SAFE, needs_whole_module=False)
    fix.replace_text(n.InvalidExpression(node.source, held[0].start, held[0].start), "$")
    return fix


def is_foreign(traversal: n.Traversal, template: n.Template | n.Heredoc) -> bool:
    """Whether an interpolation of a reference is evidently none of Terraform: the text itself sets the name.

    `traversal` is all that the interpolation holds. A name alone may also be a variable that every shell has; what
    follows a name with a dot must be between backticks, as in JavaScript.
    """
    name, text = traversal.root_name, template.text
    if _LETTERS.fullmatch(name) is None:
        return False
    alone = len(traversal.names) == 1 and not traversal.keys
    if alone and _is_in_environment(name, text, traversal.source.text):
        return True
    if not alone and (_SET_BY_OTHERS.fullmatch(name) or not _in_backticks(text, traversal.start - template.start)):
        return False
    return is_set_in(text, name)


def _is_in_environment(name: str, text: str, whole: str) -> bool:
    """Whether a name is that of an environment variable: in capitals, and `$NAME` in the text or set in the file."""
    if _CAPITALS.fullmatch(name) is None:
        return False
    entry = rf'\bname"?\s*[:=]\s*"{name}"|^\s*"?{name}"?\s*[:=]'
    return re.search(rf"(?<!\$)\${name}\b", text) is not None or re.search(entry, whole, re.MULTILINE) is not None


@lru_cache(maxsize=64)  # a name is asked for at each of its uses
def is_set_in(text: str, name: str) -> bool:
    """Whether a text of another language gives a name a value, or every shell has it."""
    if _SET_BY_OTHERS.fullmatch(name):
        return True
    # `NAME=${NAME}` hands a value on, it does not make one.
    handed_on = re.compile(rf"\b{re.escape(name)}=[\"']?\$\{{{re.escape(name)}\}}")
    plain = _MARKUP.sub(" ", handed_on.sub(" ", text)).replace("\\n", "\n")
    return re.search(_ASSIGNED.format(name=re.escape(name)), plain, re.MULTILINE) is not None


def _in_backticks(text: str, offset: int) -> bool:
    return text.count("`", 0, offset) % 2 == 1 and "`" in text[offset:]


def interpolation_of(node: n.Traversal, file: ConfigFile) -> tuple[n.Interpolation, n.Template | n.Heredoc] | None:
    """The `${...}` that holds a reference and nothing else, and the template around it."""
    template, holder = (None, None, *file.path_to(node))[-2:]
    if isinstance(holder, n.Interpolation) and isinstance(template, n.Template | n.Heredoc):
        return (holder, template) if holder.expression is node else None
    return None
