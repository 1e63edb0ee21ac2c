"""Handlers of Lambda functions: the file that a handler is in, by language, and a placeholder for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tffix.terraform import Module, Resource, evaluate

PLACEHOLDER = "placeholder: replace with the real handler"
PLACEHOLDER_LAYER = "placeholder: replace with the real packages"


@dataclass(frozen=True, slots=True)
class Language:
    """A language whose functions Lambda runs from their source, and how a handler is written in it.

    `extensions` are those of a handler's file, the usual one first. `separator` is what parts of a module's name are
    joined with besides `/`. `function` is a handler that fails, with `{name}` for its name. `layer` is the path and the
    text of a file in a layer that names no packages.
    """

    name: str
    extensions: tuple[str, ...]
    separator: str
    comment: str
    function: str
    layer: tuple[str, str]


# AWS Lambda developer guide, "Lambda runtimes", and the pages "Define Lambda function handler in Python" and
# "... in Node.js", "Packaging your layer content". A compiled language (java, dotnet, go, provided) has no source that
# could be zipped; the files of a Ruby function are not looked for.
_LANGUAGES = {
    "python": Language(
        "python",
        (".py",),
        ".",
        "#",
        f'def {{name}}(event, context):\n    raise NotImplementedError("{PLACEHOLDER}")\n',
        ("python/requirements.txt", f"# {PLACEHOLDER_LAYER}\n"),
    ),
    "nodejs": Language(
        "nodejs",
        (".js", ".mjs", ".cjs"),
        "",
        "//",
        f'exports.{{name}} = async () => {{{{\n  throw new Error("{PLACEHOLDER}");\n}}}};\n',
        ("nodejs/package.json", f'{{ "description": "{PLACEHOLDER_LAYER}" }}\n'),
    ),
}


@dataclass(frozen=True, slots=True)
class Handler:
    """`index.handler`: the function `function` in the file that `module` names without its extension."""

    module: str
    function: str


def language_of(function: Resource) -> Language | None:
    """The language of a Lambda function; None where it is computed, or none of those that run from source.

    The default of a variable counts: whatever version a caller sets, it is of the same language.
    """
    return _spoken(evaluate(function["runtime"], function.module, follow_variables=True))


def language_of_layer(layer: Resource) -> Language | None:
    """The language that all runtimes of a layer have in common, None where there is none or it cannot be told."""
    runtimes = evaluate(layer["compatible_runtimes"], layer.module, follow_variables=True)
    found = {_spoken(runtime) for runtime in runtimes} if isinstance(runtimes, list) else set()
    return found.pop() if len(found) == 1 else None


def _spoken(runtime: object) -> Language | None:
    if not isinstance(runtime, str):
        return None
    return next((language for name, language in _LANGUAGES.items() if runtime.startswith(name)), None)


def language_of_file(path: str) -> Language | None:
    """The language that a file is written in, by its extension."""
    return next((one for one in _LANGUAGES.values() if path.endswith(one.extensions)), None)


def handler_of(function: Resource, language: Language) -> Handler | None:
    """The handler of a Lambda function, None where it is computed or not of the form `module.function`."""
    text = evaluate(function["handler"], function.module, follow_variables=True)
    if not isinstance(text, str):
        return None
    module, _, name = text.rpartition(".")
    if language.separator:
        module = module.replace(language.separator, "/")
    parts = module.split("/")
    if not name.isidentifier() or not all(part and set(part) != {"."} for part in parts):
        return None
    return Handler(module, name)


def placeholder(language: Language, functions: Iterable[str]) -> str:
    """The text of a file that has handlers of these names, each of which fails and says why."""
    bodies = [language.function.format(name=name) for name in dict.fromkeys(functions)]
    blank = "\n\n" if language.name == "python" else "\n"
    return f"{language.comment} {PLACEHOLDER}\n" + blank.join(bodies)


def functions_from(module: Module, archive: str) -> list[tuple[Resource, Language, Handler]]:
    """The Lambda functions whose package is an archive, by its address, with the handlers that the text tells."""
    found = []
    for function in module.resources_of("aws_lambda_function"):
        reference = module.reference_of(function["filename"])
        if reference is None or reference.address != archive or function.is_overridden:
            continue
        language = language_of(function)
        handler = None if language is None else handler_of(function, language)
        if language is not None and handler is not None:
            found.append((function, language, handler))
    return found
