"""Which provider, in which version, a module means by a local name: `required_providers`, the lock file, callers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from tffix.source import Source
from tffix.syntax import Block, parse
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value
from tffix.terraform.elements import DataSource, Element, Ephemeral, Provider, Resource, TerraformBlock
from tffix.terraform.files import FileKind, directory_of, is_override, join_path, kind_of
from tffix.terraform.jsonconfig import objects, read_json
from tffix.terraform.module import Module
from tffix.terraform.schema import ProviderSchema, SchemaStore, TypeSchema, default_store
from tffix.terraform.schema_versions import parse_constraints
from tffix.terraform.schema_words import BUILTIN_SOURCE, normal_source
from tffix.terraform.unknown import Unknown

LOCK_FILE = ".terraform.lock.hcl"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a module says of one provider.

    `source` is None where the text does not prove it. `constraints` are those of every module that is planned
    together with this one, as written; `locked` is the version in the lock file.
    """

    source: str | None
    constraints: tuple[str, ...] = ()
    locked: str | None = None
    is_declared: bool = True


_Requirements = Mapping[str, Requirement]


def provider_requirements(module: Module) -> Mapping[str, Requirement]:
    """The providers that a module declares in `required_providers`, by local name.

    With the constraints of the modules it calls and is called by on the same provider, because Terraform chooses one
    version for all of them, and the version that the lock file of the root module has. Names that the module uses
    without declaring them are not in it: `requirement_for` knows what they imply.
    """
    return MappingProxyType({name: requirement_for(module, name) for name in module.memo(_own_requirements)})


def requirement_for(module: Module, local_name: str) -> Requirement:
    """What a local name stands for in a module: its declaration, else `hashicorp/<name>` as Terraform implies it."""
    return module.memo(_requirement_for, local_name)


def _requirement_for(module: Module, local_name: str) -> Requirement:
    own = module.memo(_own_requirements).get(local_name)
    if own is None:
        source = BUILTIN_SOURCE if local_name == "terraform" else normal_source(local_name)
        own = Requirement(source, is_declared=False)
    return _with_tree(module, own)


def provider_schema_for(module: Module, element: Element, store: SchemaStore | None = None) -> ProviderSchema | None:
    """The schema of the provider that an element belongs to, None where none is known.

    The element is a resource, a data source, an ephemeral resource or a provider configuration.
    """
    if isinstance(element, Provider):
        name = element.label
    elif isinstance(element, Resource | DataSource | Ephemeral):
        name = element.provider_name
    else:
        return None
    return module.memo(_schema_of, name) if store is None else _schema_of(module, name, store)


def _schema_of(module: Module, local_name: str, store: SchemaStore | None = None) -> ProviderSchema | None:
    requirement = requirement_for(module, local_name)
    if requirement.source is None:
        return None
    store = default_store() if store is None else store
    return store.select(requirement.source, ", ".join(requirement.constraints), requirement.locked)


def schema_for(module: Module, element: Element, store: SchemaStore | None = None) -> TypeSchema | None:
    """The schema of the type of an element, None where the provider or the type has none that is known.

    To tell a type that does not exist from a provider without schema, see `provider_schema_for`.
    """
    schema = provider_schema_for(module, element, store)
    if schema is None:
        return None
    return schema.get(element.kind, element.labels[0] if element.labels else "")


def narrower_constraint(one: str, other: str) -> str | None:
    """Of two version constraints the one that admits no version that the other does not; None where neither does."""
    first, second = parse_constraints(one), parse_constraints(other)
    if first is None or second is None:
        return None
    if second.covers(first):
        return one
    return other if first.covers(second) else None


# What one module declares -------------------------------------------------------------------------------------------


def _own_requirements(module: Module) -> _Requirements:
    declared: dict[str, Requirement] = {}
    for name, one in _declarations(module):
        before = declared.get(name)
        if before is not None:
            # Terraform takes one declaration only; as long as both agree on the source, nothing is lost.
            same = before.source if before.source == one.source else None
            one = Requirement(same, (*before.constraints, *one.constraints))
        declared[name] = one
    return MappingProxyType(declared)


def _declarations(module: Module) -> Iterator[tuple[str, Requirement]]:
    for file in module.files:
        overrides = is_override(file.path)
        for terraform in file.body.blocks_of("terraform") if overrides else ():
            for block in terraform.body.blocks_of("required_providers"):
                # An override file replaces what the others say of a name: which of both holds is not told here.
                yield from ((attribute.name, Requirement(None)) for attribute in block.body.attributes.values())
    for element in module.terraform_blocks:
        if isinstance(element, TerraformBlock):
            for block in element.required_providers:
                yield from _native(block)
    for path in module.configuration.sources:
        if kind_of(path) is FileKind.JSON_CONFIG and directory_of(path) == module.directory:
            yield from _json(read_json(module.configuration.sources[path]))


def _native(block: Block) -> Iterator[tuple[str, Requirement]]:
    for attribute in block.body.attributes.values():
        name, expression = attribute.name, attribute.expr
        short = string_value(expression)
        if short is not None:
            yield name, Requirement(normal_source(name), (short,))
        elif isinstance(expression, n.ObjectCons):
            members = {key_name(item.key): item.value for item in expression.items}
            yield name, _requirement(name, {key: string_value(value) for key, value in members.items()})
        else:
            yield name, Requirement(None)


def _json(document: Any) -> Iterator[tuple[str, Requirement]]:
    if isinstance(document, Unknown):
        return
    for top in objects(document):
        for terraform in objects(top.get("terraform")):
            for providers in objects(terraform.get("required_providers")):
                for name, value in providers.items():
                    if isinstance(value, str):
                        yield name, Requirement(normal_source(name), (value,))
                    else:
                        yield name, _requirement(name, value if isinstance(value, dict) else {"source": None})


def _requirement(name: str, members: Mapping[str | None, Any]) -> Requirement:
    source = members.get("source", name)
    version = members.get("version", "")
    known = isinstance(source, str) and isinstance(version, str) and None not in members
    constraints = (version,) if isinstance(version, str) and version else ()
    return Requirement(normal_source(source) if known else None, constraints)


# What the modules around it add -------------------------------------------------------------------------------------


def _with_tree(module: Module, own: Requirement) -> Requirement:
    if own.source is None:
        return own
    roots = _roots(module)
    # Several stacks share the module: each has versions of its own, and no one of them speaks for it.
    tree = _tree(roots[0] if len(roots) == 1 else module)
    constraints = [*own.constraints]
    for other in tree:
        if other is not module:
            for one in other.memo(_own_requirements).values():
                if one.source == own.source:
                    constraints += one.constraints
    locked = _locked(roots[0], own.source) if len(roots) == 1 else None
    return Requirement(own.source, tuple(dict.fromkeys(constraints)), locked, own.is_declared)


def _roots(module: Module) -> list[Module]:
    """The modules that nobody calls from which calls lead to a module; itself where nobody calls it."""
    roots, seen, todo = [], {module.directory}, [module]
    while todo:
        one = todo.pop()
        callers = {call.module.directory: call.module for call in one.configuration.callers(one)}
        if not callers:
            roots.append(one)
        todo += [caller for directory, caller in callers.items() if directory not in seen]
        seen.update(callers)
    return roots or [module]


def _tree(root: Module) -> list[Module]:
    """A module and all that it calls, directly or not."""
    found, seen = [root], {root.directory}
    for one in found:
        for call in one.modules:
            called = one.configuration.called(call)
            if called is not None and called.directory not in seen:
                seen.add(called.directory)
                found.append(called)
    return found


def _locked(root: Module, source: str) -> str | None:
    """The version of a provider in the lock file of a root module, None where there is none."""
    path = join_path(root.directory, LOCK_FILE)
    text = root.configuration.sources.get(path)
    return None if text is None else locked_versions(text, path).get(source)


@lru_cache(maxsize=64)
def locked_versions(text: str, path: str = LOCK_FILE) -> Mapping[str, str]:
    """The versions of providers in the text of a lock file, by source (`hashicorp/aws`)."""
    found = {}
    for block in parse(Source(path, text)).body.blocks_of("provider"):
        source = normal_source(block.label_values[0]) if block.label_values else None
        version = block.body.get("version")
        value = None if version is None else string_value(version.expr)
        if source is not None and value is not None:
            found[source] = value
    return MappingProxyType(found)
