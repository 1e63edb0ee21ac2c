"""Data sources that say where a configuration runs, so that a reference to one says all there is to declare."""

from __future__ import annotations

import re

from tffix import templates as t
from tffix.rules import Fix
from tffix.terraform import BlockElement, DataSource, Element, Local, Module, Resource

# Type -> the arguments that a person writes; none of them has a required one. All are data sources only, no resource
# has their type. Source: documentation and schemas of the providers (aws 5.100 and 6.47, azurerm 4, google 6).
PLAIN_DATA: dict[str, dict[str, str]] = {
    "aws_availability_zones": {"state": '"available"'},
    "aws_caller_identity": {},
    "aws_canonical_user_id": {},
    "aws_default_tags": {},
    "aws_partition": {},
    "aws_region": {},
    "azurerm_client_config": {},
    "google_client_config": {},
}

# What a provider configuration reads as its region.
_NAMED = re.compile(r"var\.[\w-]+|local\.[\w-]+")
_ACCOUNT = re.compile(r"(data\.aws_caller_identity\.\w+)\.account_id")
#: The region, read from data of the provider; the group is the address of the data.
REGION_OF_DATA = re.compile(r"(data\.aws_region\.\w+)\.(?:id|name|region)")
# What people call the variable for the region of the provider.
REGION_VARIABLES = ("aws_region", "region")


def declare_plain_data(fix: Fix, address: str, module: Module, anchor: Element, *, provider: str = "") -> None:
    """Declare a data source of `PLAIN_DATA`: in the file for them, behind others like it, or above `anchor`."""
    _, type_, name = address.split(".")
    arguments = {"provider": provider} if provider else {}
    code = t.data(type_, name, items=(), **arguments, **PLAIN_DATA[type_])
    path = module.file_for("data", anchor)
    known = [data for data in module.data if data.path == path and data.type in PLAIN_DATA]
    file = module.files_by_path[path]
    if known:
        fix.insert_after(known[-1], code)
    elif path != anchor.path or not file.body.items:
        fix.append(file.body, code)
    else:
        fix.insert_before(anchor.locals_block if isinstance(anchor, Local) else anchor, code)


def ensure_plain_data(fix: Fix, module: Module, type_: str, *, like: Resource | DataSource | None = None) -> str:
    """The address of a data source of `PLAIN_DATA`: one that the module has, else one that the fix declares.

    `like` is the block whose provider configuration it must belong to: the default one without, and where the block is
    of another provider. All fixes of a pass declare it in the same place, whatever it is for, so that none is declared
    twice.
    """
    is_other = like is None or like.provider_reference == "aws" or not _is_of_aws(like)
    provider = "" if like is None or is_other else like.provider_reference
    for data in module.data_of(type_):
        is_plain = set(data.body.attributes) <= {"provider", *PLAIN_DATA[type_]} and not data.body.blocks
        if is_plain and data.provider_reference == (provider or "aws"):
            return data.address
    name = "available" if type_ == "aws_availability_zones" else "current"
    label = "_".join((name, *provider.split(".")[1:])).replace("-", "_")
    address = f"data.{type_}.{label}"
    # A name that is used already and declared nowhere is declared by `undeclared-reference`.
    if not module.declares(address) and not module.references_to(address):
        declare_plain_data(fix, address, module, _first_use_of_data(module), provider=provider)
    return address


def read_by_provider(module: Module) -> frozenset[str]:
    """The addresses of what the configurations of the AWS provider read, also through others.

    Data of the provider can be no part of those: Terraform reads it when the provider is configured.
    """
    found: set[str] = set()
    todo: list[Element] = [one for one in module.providers if one.label == "aws"]
    while todo:
        for reference in module.references_in(todo.pop()):
            element = None if reference.address in found else module.get(reference.address)
            if isinstance(element, Local | Resource | DataSource):
                found.add(reference.address)
                todo.append(element)
    return frozenset(found)


def _first_use_of_data(module: Module) -> Element:
    """Where a person looks for data sources in a module without any: above the others, or the first resource."""
    placed: list[BlockElement] = [*module.data, *module.resources] or [*module.modules] or [*module.all_elements]
    files = [element.path for element in placed]
    most = max(files, key=lambda path: (files.count(path), path == module.files[0].path))
    return min((one for one in placed if one.path == most), key=lambda one: one.start)


def account_id(fix: Fix, module: Module, like: Resource | DataSource | None = None) -> str:
    """An expression for the account that a configuration runs in."""
    return _local(module, _ACCOUNT, like) or (
        f"{ensure_plain_data(fix, module, 'aws_caller_identity', like=like)}.account_id"
    )


def _local(module: Module, pattern: re.Pattern[str], like: Resource | DataSource | None) -> str:
    """What the author calls a value of data of the default provider configuration; empty where it has no name."""
    for local in module.locals if like is None or like.provider is None else ():
        known = pattern.fullmatch(local.attribute.expr_text)
        if known and not local.is_overridden:
            data = module.get(known[1])
            if isinstance(data, DataSource) and not data.body.items:
                return local.address
    return ""


def region(fix: Fix, module: Module, like: Resource | DataSource | None = None) -> str:
    """An expression for the region that a block's provider works in."""
    provider, alias = ("aws", None) if like is None or not _is_of_aws(like) else _split(like.provider_reference)
    known = module.provider(provider, alias)
    written = None if known is None or known.is_overridden else known.attribute("region")
    if alias or not any(not data.body.items for data in module.data_of("aws_region")):
        # A name that the provider reads is the same for every block, and nothing that the provider has to tell.
        if written is not None and _NAMED.fullmatch(written.expr_text):
            return written.expr_text
        variable = next(filter(None, map(module.variable, REGION_VARIABLES)), None)
        # The provider configuration is in a file that is not here: the variable is what it reads.
        if variable is not None and not alias and not module.providers and not module.configuration.callers(module):
            return variable.address
    return _local(module, REGION_OF_DATA, like) or f"{ensure_plain_data(fix, module, 'aws_region', like=like)}.id"


def partition(module: Module) -> str:
    """How an ARN of the module begins: with the partition as data where the module reads that already."""
    data = next((one for one in module.data_of("aws_partition") if not one.body.items), None)
    return "arn:aws" if data is None else f"arn:${{{data.address}.partition}}"


def uses_aws(module: Module) -> bool:
    """Whether a module has anything of the AWS provider, so that data of it brings in no new provider."""
    is_configured = any(provider.label == "aws" for provider in module.providers)
    return is_configured or any(map(_is_of_aws, module.resources)) or any(map(_is_of_aws, module.data))


def _is_of_aws(element: Resource | DataSource) -> bool:
    return element.type.startswith("aws_")


def _split(reference: str) -> tuple[str, str | None]:
    name, _, alias = reference.partition(".")
    return name, alias or None
