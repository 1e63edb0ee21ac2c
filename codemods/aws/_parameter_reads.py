"""Where a module has a parameter of Systems Manager read: by code in it, by settings of code, by policies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import BlockElement, Module
from tffix.terraform.resolve import unwrap

from ._identity_policies import identity_documents, own_values
from ._policies import allows_action
from ._policy_text import text_of

# The calls that read parameters, of boto3, of the SDKs for JavaScript and of the AWS CLI, and what ends one of the CLI.
# Sources: boto3 reference, SSM client; SDK for JavaScript v2 and v3, SSM; AWS CLI reference, `aws ssm`.
_CALL = re.compile(
    r"\b(?:get_parameters?(?:_by_path)?|getParameters?(?:ByPath)?|GetParameters?(?:ByPath)?Command)\s*+\("
    r"|\baws\s++ssm\s++get-parameters?(?:-by-path)?\b"
)
_MENTIONED = re.compile(r"get_param|[gG]etParam|get-param")
# The argument with the names, as keyword of Python, as item of an object, or as option of the CLI.
_NAMES = re.compile(r"\b(Names?|Path)['\"]?\s*+[:=]\s*+\[?\s*+((?:(?:\"[^\"\n]*+\"|'[^'\n]*+')\s*+,?\s*+)++)")
_OPTION = re.compile(r"--(names?|path)[ =]++((?:(?:\"[^\"\n]*+\"|'[^'\n]*+'|/[^\s\"';|)]++)[ \t]*+)++)")
_QUOTED = re.compile(r"\"([^\"]*+)\"|'([^']*+)'|(/[^\s\"';|)]++)")
_DECRYPTED = re.compile(r"WithDecryption['\"]?\s*+[:=]\s*+[Tt]rue|--with-decryption")
_PARENTHESIS = re.compile("[()]")
_COMMENT = ("#", "//", "*", "/*")
# A name is at most 1011 characters of these, AWS Systems Manager API reference, `PutParameter`; holes are HCL's.
_NAME = re.compile("/?(?:[\\w.-]|\ue000[^\ue001]*\ue001)++(?:/(?:[\\w.-]|\ue000[^\ue001]*\ue001)++)*+")
_LONGEST_CALL = 1000
# Environment variables that say so are names of parameters, and those that end so the beginning of names.
_VARIABLE = re.compile(r"(?i)(?:^|_)(?:ssm|param|parameter)(?:_|s?$)")
_BEGINNING = re.compile(r"(?i)prefix|path|base|root")
_ARN = re.compile(r"arn:[^:]*+:ssm:[^:]*+:[^:]*+:parameter(/.++)")
_SECRET = re.compile(r"(?i)secret|password|passwd|token|credential|private|api[_-]?key|auth")


@dataclass(frozen=True, slots=True, eq=False)
class ParameterRead:
    """A name that something reads: `name` is comparable (see `text_of`), `written` as it stands between quotes.

    `reader` begins the sentence that says who reads, with a
    place for the address. A name that `is_beginning` is of all parameters below it.
    """

    name: str
    written: str
    node: n.Node
    element: BlockElement
    reader: str
    is_secret: bool
    is_beginning: bool = False


def parameter_reads(module: Module) -> Iterator[ParameterRead]:
    """The parameters that a module has read, in the order of the files, code first."""
    for found in (*_in_code(module), *_in_settings(module), *_in_policies(module)):
        # AWS itself publishes those.
        is_name = len(found.name) <= 1011 and _NAME.fullmatch(found.name.rstrip("/")) is not None
        if is_name and not found.name.startswith(("/aws/", "aws/")) and not found.element.is_overridden:
            yield found


def is_secret_name(name: str) -> bool:
    """Whether a parameter is called after a secret."""
    return _SECRET.search(name.rpartition("/")[2]) is not None


# Code ---------------------------------------------------------------------------------------------------------------


def _in_code(module: Module) -> Iterator[ParameterRead]:
    for attribute in module.attributes_matching(_MENTIONED):
        if _CALL.search(attribute.expr_text) is None:
            continue
        element = module.element_at(attribute.source.path, attribute.start)
        for node in attribute.expr.walk():
            if isinstance(node, n.Heredoc | n.Template) and isinstance(element, BlockElement):
                yield from _calls(node, element)


def _calls(code: n.Heredoc | n.Template, element: BlockElement) -> Iterator[ParameterRead]:
    text = code.source.text
    for call in _CALL.finditer(text, code.start, code.end):
        line = text[text.rfind("\n", 0, call.start()) + 1 : call.start()]
        if line.lstrip().startswith(_COMMENT):
            continue
        end = _end_of_line(text, call.end()) if call[0].startswith("aws") else _end_of_call(text, call.end())
        end = min(end, code.end)
        is_secret = _DECRYPTED.search(text, call.end(), end) is not None
        for one in (_OPTION if call[0].startswith("aws") else _NAMES).finditer(text, call.end(), end):
            listed = one[2].rstrip()
            # Anything behind the last name makes it another one (`+ stage`, `.format(...)`).
            if (
                _OPTION is not one.re
                and listed[-1] != ","
                and text[one.start(2) + len(listed) :].lstrip()[:1] not in "])}"
            ):
                continue
            for name in _QUOTED.finditer(text, one.start(2), one.end(2)):
                found = _name(code, *name.span(name.lastindex or 0), element.module)
                if found is not None:
                    node = n.InvalidExpression(code.source, *name.span(name.lastindex or 0))
                    below = one[1].lower() == "path"
                    yield ParameterRead(found, node.text, node, element, "The code in {} reads", is_secret, below)


def _end_of_call(text: str, start: int) -> int:
    """Where the arguments of a call end, by its parentheses."""
    depth = 1
    for found in _PARENTHESIS.finditer(text, start, start + _LONGEST_CALL):
        depth += 1 if found[0] == "(" else -1
        if depth == 0:
            return found.end()
    return start


def _end_of_line(text: str, start: int) -> int:
    """Where a command ends, with the lines that continue it."""
    last = min(len(text), start + _LONGEST_CALL)
    end = text.find("\n", start, last)
    while end > 0 and text[end - 1] == "\\":
        end = text.find("\n", end + 1, last)
    return end if end >= 0 else last


def _name(code: n.Heredoc | n.Template, start: int, end: int, module: Module) -> str | None:
    """The text between two places of a template; None where the language of the code fills in something."""
    parts = []
    for part in code.parts:
        if part.end <= start or part.start >= end:
            continue
        if isinstance(part, n.TemplateLiteral):
            text = code.source.text[max(part.start, start) : min(part.end, end)]
            if any(mark in text for mark in "${}%\\"):
                return None
            parts.append(text)
        elif isinstance(part, n.Interpolation) and start <= part.start and part.end <= end:
            parts.append(text_of(part.expression, module))
        else:
            return None
    return "".join(parts)


# Settings -----------------------------------------------------------------------------------------------------------


def _in_settings(module: Module) -> Iterator[ParameterRead]:
    """Names that functions have in their environment, and secrets of containers."""
    for function in module.resources_of("aws_lambda_function"):
        for block in function.blocks("environment"):
            variables = block.body.get("variables")
            for key, value in _strings(None if variables is None else variables.expr):
                if _VARIABLE.search(key) and (found := text_of(value, module)).startswith("/"):
                    below = found.endswith("/") or _BEGINNING.search(key) is not None
                    reader = f"The variable {key} of {{}} names"
                    yield ParameterRead(found, value.text[1:-1], value, function, reader, is_secret_name(found), below)
    for task in module.resources_of("aws_ecs_task_definition"):
        for key, value in _strings(task["container_definitions"]):
            if key == "valueFrom":
                found = text_of(value, module)
                arn = _ARN.fullmatch(found)
                name = arn[1] if arn else found
                if arn or found.startswith("/"):
                    written = value.text[1:-1].rpartition(":parameter")[2]
                    yield ParameterRead(name, written, value, task, "A container of {} reads", is_secret=True)


def _strings(expression: n.Expression | None) -> Iterator[tuple[str, n.Template]]:
    """The strings of the objects in an expression, by their literal keys."""
    for node in () if expression is None else unwrap(expression).walk():
        if isinstance(node, n.ObjectItem) and isinstance(node.value, n.Template):
            yield key_name(node.key) or "", node.value


# Policies -----------------------------------------------------------------------------------------------------------


def _in_policies(module: Module) -> Iterator[ParameterRead]:
    """Parameters that a policy names in full: it is for them alone."""
    for document in identity_documents(module):
        owner = document.owner
        for statement in document.allows:
            if not isinstance(owner, BlockElement) or allows_action(statement, "ssm:GetParameter") is not True:
                continue
            for value in own_values(document, statement):
                arn = _ARN.fullmatch(value.text)
                if arn and value.node is not None and isinstance(unwrap(value.node), n.Template):
                    written = value.node.text[1:-1].rpartition(":parameter")[2]
                    secret = is_secret_name(arn[1])
                    yield ParameterRead(arn[1], written, value.node, owner, "{} allows to read", secret)


def may_be(one: str, other: str) -> bool:
    """Whether two names may be the same, where each hole may be anything."""
    first, second = _tokens(one), _tokens(other)
    if "*" not in first and "*" not in second:
        return first == second
    if not _same_ends(first, second) or not _same_ends(first[::-1], second[::-1]):
        return False
    # Which beginnings of `second` go with what was read of `first`.
    reached = {0}
    for token in (*first, ""):
        reached = _closed(reached, second, token == "*")
        if token == "":
            return len(second) in reached
        if token != "*":
            reached = {
                i if second[i] == "*" else i + 1 for i in reached if i < len(second) and second[i] in ("*", token)
            }
    return False


def _same_ends(first: list[str], second: list[str]) -> bool:
    """Whether what stands in front of any hole is the same."""
    for left, right in zip(first, second, strict=False):
        if "*" in (left, right):
            return True
        if left != right:
            return False
    return True


def _tokens(text: str) -> list[str]:
    parts = re.split("(\ue000[^\ue001]*\ue001)", text)
    return [token for part in parts for token in (["*"] if part.startswith("\ue000") else part)]


def _closed(reached: set[int], second: list[str], is_any: bool) -> set[int]:
    found = set(reached)
    for start in reached:
        at = start
        while at < len(second) and (is_any or second[at] == "*"):
            at += 1
            found.add(at)
    return found
