"""Every row of the renames table, held against the schemas that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tffix_codemods.schema._renames import FACTS, Action, Fact
from tffix_codemods.schema._types import PREFIXES, TYPES

from tffix.terraform.schema import default_store
from tffix.terraform.schema_types import BlockSchema


def bodies(fact: Fact) -> Iterator[BlockSchema]:
    """The bodies, in each version of the AWS provider, that a row speaks of."""
    store = default_store()
    for version in store.versions("hashicorp/aws"):
        schema = store.select("hashicorp/aws", f"= {version}")
        found = None if schema is None else schema.resource(fact.type)
        if found is not None:
            todo = [("", found.block)]
            while todo:
                name, body = todo.pop()
                if name == fact.path:
                    yield body
                names = (*body.blocks, *body.attributes)
                todo += [(one, nested.block) for one in names if (nested := body.nested_block(one)) is not None]


def has(body: BlockSchema, name: str) -> bool:
    return name in body.blocks or (name in body.attributes and body.attributes[name].is_settable)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.type}.{fact.path}.{fact.name}")
def test_facts(fact: Fact) -> None:
    found = list(bodies(fact))
    assert found, "no version of the provider has such a place"
    assert any(not has(body, fact.name) for body in found), "the old name is there"
    if fact.to:
        assert any(has(body, fact.to) and not has(body, fact.name) for body in found), "the new name is not there"
    else:
        assert fact.action in (Action.DROP, Action.ADVISE)
        assert fact.sentence.endswith(".")


def test_one_row_for_each_place() -> None:
    places = [(fact.type, fact.path, fact.name) for fact in FACTS]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("old", TYPES)
def test_types(old: str) -> None:
    store = default_store()
    schemas = [store.select("hashicorp/aws", f"= {version}") for version in store.versions("hashicorp/aws")]
    known = [schema.resource_types() for schema in schemas if schema is not None]
    assert all(old not in types for types in known)
    assert any(TYPES[old] in types for types in known)


def test_prefixes() -> None:
    schema = default_store().select("hashicorp/aws", "~> 5.0")
    assert schema is not None
    for old, new in PREFIXES.items():
        assert any(type_.startswith(new) for type_ in schema.resource_types())
        assert not any(type_.startswith(old) for type_ in schema.resource_types())
