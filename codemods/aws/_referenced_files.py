"""Files that a module names: calls of functions that read one, what a path leads to, and whether it is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value, unescape
from tffix.terraform import UNKNOWN, DataSource, Module, Resource, Unknown, evaluate
from tffix.terraform.resolve import plain_reference

_READERS = (
    "templatefile", "file", "filebase64", "filebase64sha256", "filebase64sha512", "filemd5", "filesha1",
    "filesha256", "filesha512",
)  # fmt: skip
_CALL = re.compile(r"\b(?:templatefile|file(?:base64|base64sha256|base64sha512|md5|sha1|sha256|sha512)?)\s*\(")
# Functions around a call that say what to do without the file.
_FALLBACKS = frozenset({"try", "can"})
_PROBE = re.compile(r"\b(?:fileexists|fileset|can)\s*\(")
# Types that write a file at plan or apply time, and the argument that names it.
_WRITERS = {"archive_file": "output_path", "local_file": "filename", "local_sensitive_file": "filename"}
_JSON_WRITERS = tuple(f"{prefix}{type_}." for type_ in _WRITERS for prefix in ("", "data."))


@dataclass(frozen=True, slots=True)
class FileCall:
    """A call that reads a file. `path` is from the module's directory, `shown` as the module writes it.

    `exists` is UNKNOWN for a file that Terraform writes, with `writer` if it can be named: too late for the call.
    `is_guarded` is a call that asks first, or has something to fall back on. Of one that `is_conditional` it depends on
    values whether it is made: Terraform refuses it in a plan, if at all.
    """

    call: n.FunctionCall
    attribute: Attribute
    path: str
    shown: str
    exists: bool | Unknown
    is_guarded: bool
    is_conditional: bool
    writer: DataSource | Resource | None = None

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.call.name.removeprefix("core::")

    @property
    def is_missing(self) -> bool:
        """Whether the file provably does not exist."""
        return self.exists is False


# What tells the path that an expression names, from the module's directory and as written.
_Locate = Callable[[n.Expression, Module], tuple[str, str] | None]


def file_calls(module: Module) -> Sequence[FileCall]:
    """The calls of a module whose path the text proves, in file and offset order."""
    return module.memo(_located_calls, path_of)


def stray_calls(module: Module) -> list[FileCall]:
    """The calls of a module that others call, by a path from where Terraform runs: what is not there.

    `exists` says whether the file lies in the module's own directory.
    """
    roots = _roots(module)
    known = module not in roots and all(map(_is_root, roots)) and bool(roots)
    if not known:
        return []

    def bare(expression: n.Expression, module: Module) -> tuple[str, str] | None:
        shown = string_value(expression)
        path = None if shown is None else _inside(shown)
        if shown is None or path is None:
            return None
        missed = all(root.file_exists(path) is False and writer_of(root, path) is None for root in roots)
        return (path, shown) if missed else None

    return _located_calls(module, bare)


def _roots(module: Module) -> list[Module]:
    """The modules in which Terraform runs for a module: those that nobody calls, by way of its callers."""
    roots, seen, waiting = [], {module.directory}, [module]
    while waiting:
        one = waiting.pop()
        callers = [call.module for call in module.configuration.callers(one)]
        if not callers:
            roots.append(one)
        waiting += [caller for caller in callers if caller.directory not in seen]
        seen.update(caller.directory for caller in callers)
    return roots


def _located_calls(module: Module, locate: _Locate) -> list[FileCall]:
    found = [call for one in module.attributes_matching(_CALL) for call in _calls_in(one, module, locate)]
    return sorted(found, key=lambda one: (one.call.source.path, one.call.start))


def _calls_in(attribute: Attribute, module: Module, locate: _Locate) -> Iterator[FileCall]:
    stack: list[tuple[n.Node, bool, bool]] = [(attribute.expr, False, False)]
    while stack:
        node, guarded, conditional = stack.pop()
        always: tuple[n.Node | None, ...] = node.children
        if isinstance(node, n.FunctionCall):
            if node.name.removeprefix("core::") in _READERS and node.arguments:
                read = locate(node.arguments[0], module)
                if read is not None:
                    yield _call(node, attribute, read, module, guarded=guarded, conditional=conditional)
            guarded = guarded or node.name in _FALLBACKS
        elif isinstance(node, n.Conditional):
            chosen = evaluate(node.condition, module)
            if isinstance(chosen, bool):
                # Terraform keeps no error of the other branch.
                stack.append((node.true_value if chosen else node.false_value, guarded, conditional))
                continue
            guarded = guarded or probes(node.condition, module)
            always = (node.condition,)
        elif isinstance(node, n.ForTuple | n.ForObject):
            always = (node.collection,)
        elif isinstance(node, n.IfDirective | n.ForDirective):
            always = ()
        stack += [(child, guarded, conditional or child not in always) for child in reversed(node.children)]


def path_of(expression: n.Expression, module: Module) -> tuple[str, str] | None:
    """A path as seen from the module's directory, and as written; None where it is not literal, or leads elsewhere.

    A path without `path.module` begins at the directory in which Terraform runs: the root module's.
    """
    shown = _rooted(expression) if _is_root(module) else None
    if shown is None:
        found = module.literal_path(expression)
        if not isinstance(found, str) or not (_is_root(module) or "path.module" in expression.text):
            return None
        shown = found
    path = _inside(shown)
    return None if path is None else (path, shown)


def _inside(shown: str) -> str | None:
    """A path in its shortest form, None where it leads out of the directory: nobody has looked there."""
    path = posixpath.normpath(shown)
    if not shown or not shown.isprintable() or "\\" in path or path.startswith(("/", "~")):
        return None
    # `.terraform` is Terraform's own.
    return None if path.split("/")[0] in (".", "..", ".terraform") else path


def _rooted(expression: n.Expression) -> str | None:
    """The path behind `"${path.root}/"`, None for every other expression."""
    if not isinstance(expression, n.Template) or len(expression.parts) != 2:
        return None
    root, rest = expression.parts
    is_rooted = isinstance(root, n.Interpolation) and root.expression.text == "path.root"
    return (
        unescape(rest.text[1:]) if is_rooted and isinstance(rest, n.TemplateLiteral) and rest.text[0] == "/" else None
    )


def _is_root(module: Module) -> bool:
    """Whether Terraform runs in the module's directory, as far as can be seen: nobody calls it, nor is meant to."""
    return not module.configuration.callers(module) and "modules" not in module.directory.split("/")


def probes(condition: n.Expression, module: Module) -> bool:
    """Whether an expression asks if a file is there, itself or by way of a local value."""
    if _PROBE.search(condition.text):
        return True
    for reference in module.references_in(condition):
        local = module.local(reference.address.removeprefix("local.")) if "local." in reference.address else None
        if local is not None and _PROBE.search(local.node.expr_text):
            return True
    return False


def _call(
    node: n.FunctionCall,
    attribute: Attribute,
    read: tuple[str, str],
    module: Module,
    *,
    guarded: bool,
    conditional: bool,
) -> FileCall:
    path, shown = read
    exists = module.file_exists(path)
    writer = writer_of(module, path)
    if writer is not None and exists is False:
        exists = UNKNOWN
    named = None if isinstance(writer, Unknown) else writer
    return FileCall(node, attribute, path, shown, exists, guarded, conditional, named)


def is_absent(element: DataSource | Resource, path: str) -> bool:
    """Whether there is provably nothing at a path that an element names, and nothing in the module makes it."""
    module, count = element.module, element.count
    if module.file_exists(path) is not False or writer_of(module, path, below=True) is not None:
        return False
    if _is_built(module, path) or _waits_for_build(element):
        return False
    return count is None or not probes(count, module)


def writer_of(module: Module, path: str, *, below: bool = False) -> DataSource | Resource | Unknown | None:
    """What Terraform makes a file with (with `below`, one in the directory `path`); UNKNOWN if that may be.

    No one can say when, but what reads it at plan time or later finds it.
    """
    if any(address.startswith(_JSON_WRITERS) for address in module.json_addresses):
        return UNKNOWN
    maybe = False
    for type_, argument in _WRITERS.items():
        elements: tuple[DataSource | Resource, ...] = (*module.data_of(type_), *module.resources_of(type_))
        for element in elements:
            expression = element[argument]
            if expression is None or (isinstance(element, DataSource) and type_ != "archive_file"):
                continue
            if element.is_overridden:
                maybe = True
                continue
            written = path_of(expression, module)
            if written is not None:
                if written[0] == path or (below and written[0].startswith(path + "/")):
                    return element
                continue
            # A path that is computed (`"${each.key}.zip"`) may be this one.
            computed = module.literal_path(expression) is UNKNOWN
            maybe = maybe or (computed and plain_reference(expression) is None and _ending(path) in expression.text)
    return UNKNOWN if maybe else None


def _is_built(module: Module, path: str) -> bool:
    """Whether a `local-exec` provisioner speaks of a file: it may make it."""
    name = posixpath.basename(path)
    if not any("local-exec" in file.text and name in file.text for file in module.files):
        return False
    resources = (element for element in module.all_elements if isinstance(element, Resource))
    return any(name in block.text for element in resources for block in element.blocks("provisioner"))


def _waits_for_build(element: DataSource | Resource) -> bool:
    """Whether an element waits for a `local-exec` provisioner: what that runs may make what the element names."""
    attribute = element.attribute("depends_on")
    references = () if attribute is None else element.module.references_in(attribute)
    builders = [element.module.get(reference.address) for reference in references]
    steps = [block for one in builders if isinstance(one, Resource) for block in one.blocks("provisioner")]
    return any(step.label_values == ("local-exec",) for step in steps)


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1] or posixpath.basename(path)
