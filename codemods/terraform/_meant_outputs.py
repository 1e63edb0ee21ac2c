"""Which attribute of which resource an output is meant to export, by its name."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import templates as t
from tffix.terraform import Module, Resource
from tffix.terraform.requirements import schema_for

from ._outputs import READ, output_code

# What outputs call an attribute by, beside its own name: AWS provider, "Attribute Reference" of each resource.
_CALLED = {
    "cidr": "cidr_block",
    "dns": "dns_name",
    "security_group_id": "id",
    "url": "repository_url",
    "vpc_cidr": "cidr_block",
}
# Labels that say nothing: `aws_vpc.main` is the VPC.
_PLAIN = frozenset({"default", "main", "this"})


def meant_output(name: str, module: Module) -> tuple[Resource, t.Code] | None:
    """The one resource that an output of that name can be about, and the output; None where several or none can."""
    found = [(resource, attribute) for resource in module.resources for attribute in _attributes(name, resource)]
    if len(found) != 1:
        return None
    resource, attribute = found[0]
    if resource.for_each is not None:
        value = f"values({resource.address})[*].{attribute}"
    elif resource.count is not None:
        value = f"{resource.address}[*].{attribute}"
    else:
        value = f"{resource.address}.{attribute}"
    return resource, output_code(module, name, value)


def _attributes(name: str, resource: Resource) -> Iterator[str]:
    """The attribute of a resource that a name ends in, if the rest of the name is a name of the resource."""
    schema = schema_for(resource.module, resource)
    if schema is None or resource.is_overridden:
        return
    is_many = resource.repeats
    nouns = frozenset(_nouns(resource))
    if resource.type == "aws_subnet" and is_many and name.endswith("_subnets") and name[:-1] in nouns:
        yield "id"
        return
    for called in (*schema.block.attributes, *_CALLED):
        attribute = _CALLED.get(called, called)
        one = schema.block.attributes.get(attribute)
        last = f"{called}s" if is_many else called
        if one is None or one.sensitive or (called in _CALLED and called in schema.block.attributes):
            continue
        head = name.removesuffix(f"_{last}")
        is_meant = name == last and "_" in name if head == name else head in nouns or _is_only(head, resource)
        if is_meant and isinstance(one.type, str) and not _is_of_another(resource, attribute):
            yield attribute
            return


def _is_of_another(resource: Resource, attribute: str) -> bool:
    """Whether an attribute names another resource: `subnet_id` of what is attached to a subnet."""
    value, module = resource[attribute], resource.module
    if value is None or attribute in ("cidr_block", "name"):
        return False
    if "each." in value.text:
        return True
    return any(isinstance(module.get(reference.address), Resource) for reference in module.references_in(value))


def _is_only(head: str, resource: Resource) -> bool:
    """Whether a name ends in what the only resource of its type is, and has a word of its label: `db_secret`."""
    if len(resource.module.resources_of(resource.type)) > 1:
        return False
    rests = [head.removesuffix(f"_{kind}") for kind in _kinds(resource)]
    words = set(resource.label.split("_"))
    return any(rest != head and words.intersection(rest.split("_")) for rest in rests)


def _nouns(resource: Resource) -> Iterator[str]:
    """What people call a resource: its type, or the end of that, with or without its label."""
    yield resource.label
    for kind in _kinds(resource):
        yield f"{resource.label}_{kind}"
        if resource.label in _PLAIN or len(resource.module.resources_of(resource.type)) == 1:
            yield kind


def _kinds(resource: Resource) -> list[str]:
    """What people call the type of a resource."""
    words = resource.type.split("_")[1:]
    kinds = {"_".join(words[i:]) for i in range(len(words))}
    if resource.type in READ:
        kinds |= {READ[resource.type].noun, *READ[resource.type].aliases}
    return sorted(kinds)
