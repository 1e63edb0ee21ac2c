"""The tables of the schema rules, held against the schemas that they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tffix_codemods.schema._facts import Action
from tffix_codemods.schema._renames import FACTS
from tffix_codemods.schema._split_table import BY_NAME
from tffix_codemods.schema._type_table import TYPES
from tffix_codemods.schema._types import PREFIXES

from tffix.terraform.schema import ProviderSchema, default_store
from tffix.terraform.schema_types import BlockSchema

KINDS = ("resource", "data")


@cache
def providers(name: str) -> tuple[ProviderSchema, ...]:
    store = default_store()
    found = [store.select(name, f"= {version}") for version in store.versions(name)]
    return tuple(one for one in found if one is not None)


@cache
def bodies(type_: str) -> Mapping[str, tuple[BlockSchema, ...]]:
    """The bodies of a type in each version of its provider, by the name of the innermost block (empty for its own)."""
    found: dict[str, tuple[BlockSchema, ...]] = {}
    for provider in providers(type_.partition("_")[0]):
        kinds = KINDS if "_" in type_ else ("provider",)
        schemas = [schema for kind in kinds if (schema := provider.get(kind, type_)) is not None]
        todo = [("", schema.block) for schema in schemas]
        seen = set()
        while todo:
            name, body = todo.pop()
            if (name, id(body)) not in seen:
                seen.add((name, id(body)))
                found[name] = (*found.get(name, ()), body)
                names = (*body.blocks, *body.attributes)
                todo += [(one, nested.block) for one in names if (nested := body.nested_block(one)) is not None]
    return found


def has(body: BlockSchema, name: str) -> bool:
    return name in body.blocks or (name in body.attributes and body.attributes[name].is_settable)


def has_current(body: BlockSchema, name: str) -> bool:
    """Whether a place has an argument or block that is not deprecated."""
    return has(body, name) and not (name in body.attributes and body.attributes[name].deprecated)


def test_facts() -> None:
    for fact in FACTS:
        found = bodies(fact.type).get(fact.path, ())
        assert found, f"no version of the provider has such a place: {fact}"
        assert any(not has_current(body, fact.name) for body in found), f"the old name is there: {fact}"
        if fact.to:
            to = fact.to.partition(".")[0]
            bodies_without = [body for body in found if not has_current(body, fact.name)]
            assert any(has(body, to) for body in bodies_without), f"no such new name: {fact}"
        else:
            assert fact.action in (Action.DROP, Action.ADVISE)
            assert fact.sentence.endswith(".")


def test_one_row_for_each_place() -> None:
    places = [(fact.type, fact.path, fact.name) for fact in FACTS]
    assert len(places) == len(set(places))


def test_types() -> None:
    for old, new in TYPES.items():
        assert not any(old in provider.resource_types() for provider in providers("aws")), old
        assert any(new in provider.types(kind) for provider in providers("aws") for kind in KINDS), new


def test_prefixes() -> None:
    schema = default_store().select("hashicorp/aws", "~> 5.0")
    assert schema is not None
    for old, new in PREFIXES.items():
        assert any(type_.startswith(new) for type_ in schema.resource_types())
        assert not any(type_.startswith(old) for type_ in schema.resource_types())


def test_what_is_split_off_exists() -> None:
    for (owner, _), row in BY_NAME.items():
        wanted = {name.partition(".")[0] for name in row.members.values()} | set(row.links) | set(row.fixed)
        assert any(wanted <= set(one.settable_names) for one in bodies(row.new)[""]), row
        assert any(set(row.links.values()) <= set(one.attributes) for one in bodies(owner)[""]), row
