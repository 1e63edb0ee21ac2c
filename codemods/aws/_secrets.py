"""Secrets that stand in the code: where arguments hold them, and how they are made instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value
from tffix.terraform import Module, Resource
from tffix.terraform.resolve import unwrap

from ._lifecycle import ignores_changes
from ._placeholders import is_placeholder_secret

# Arguments that hold a secret. Source: AWS provider documentation of each resource ("stored in the raw state as
# plain-text"). The value of a parameter is one if its type is SecureString.
SECRETS = {
    "aws_db_instance": "password",
    "aws_directory_service_directory": "password",
    "aws_dms_endpoint": "password",
    "aws_docdb_cluster": "master_password",
    "aws_elasticache_replication_group": "auth_token",
    "aws_fsx_windows_file_system": "password",
    "aws_rds_cluster": "master_password",
    "aws_redshift_cluster": "master_password",
    "aws_redshiftserverless_namespace": "admin_user_password",
    "aws_secretsmanager_secret_version": "secret_string",
    "aws_ssm_parameter": "value",
}

_SECRET_NAME = re.compile(r"passw(?:or)?d|passwd|secret|token|private_?key|api_?key|credential", re.IGNORECASE)
# What names a secret, or says something about it, and is none.
_ABOUT = re.compile(
    r"(?:arn|name|id|path|length|policy|rotation|days|version|enabled|ttl|expiry|url|user|host|port|endpoint)$",
    re.IGNORECASE,
)
# Secrets that others hand out: a value made here is of no use.
_FOREIGN = re.compile(r"api_?key|access_?key|private_?key|client|webhook|license|oauth|github|slack|stripe|certificate")


@dataclass(frozen=True, slots=True)
class Secret:
    """A literal that is a secret: the resource, the expression, its value, and a name that tells what it is for."""

    resource: Resource
    node: n.Expression
    value: str
    name: str

    @property
    def is_placeholder(self) -> bool:
        """Whether the value says of itself that it is none."""
        return is_placeholder_secret(self.value)

    @property
    def is_foreign(self) -> bool:
        """Whether the secret comes from somewhere else."""
        words = f"{self.name} {self.resource.label}".lower()
        return _FOREIGN.search(words) is not None


def names_secret(name: str) -> bool:
    """Whether a name is that of a secret."""
    return _SECRET_NAME.search(name) is not None and _ABOUT.search(name) is None


def secrets_in(resource: Resource) -> Iterator[Secret]:
    """The secrets that a resource holds literally, unless changes of them are ignored."""
    name = SECRETS[resource.type]
    value = resource[name]
    if value is None or resource.is_overridden or ignores_changes(resource, name):
        return
    if resource.type == "aws_ssm_parameter" and string_value(resource["type"]) != "SecureString":
        return
    value = unwrap(value)
    text = string_value(value)
    if text is not None:
        secret = Secret(resource, value, text, name if name.endswith(("password", "token")) else "")
        if text and not text.lstrip().startswith(("{", "arn:")) and _is_secret(secret):
            yield secret
    elif isinstance(value, n.FunctionCall) and value.name == "jsonencode" and len(value.arguments) == 1:
        argument = value.arguments[0]
        for item in argument.items if isinstance(argument, n.ObjectCons) else ():
            key, text = key_name(item.key), string_value(item.value)
            if key and text and names_secret(key):
                yield Secret(resource, item.value, text, key)


def _is_secret(secret: Secret) -> bool:
    """Whether a text is a secret: one that may hold anything is told by its name, or by what it says."""
    resource = secret.resource
    if secret.name or secret.is_placeholder:
        return True
    if resource.type == "aws_secretsmanager_secret_version":
        return _ABOUT.search(resource.label) is None
    attribute = resource["name"]
    return names_secret(resource.label) or (attribute is not None and names_secret(attribute.text.strip('"')))


def all_secrets(module: Module) -> list[Secret]:
    """The secrets of a module, in file and offset order."""
    return [s for one in module.resources if one.type in SECRETS for s in secrets_in(one)]


def generate(secret: Secret) -> tuple[Fix | None, str]:
    """The fix that has a secret made by Terraform, wherever the module has it; or why there is none."""
    module = secret.resource.module
    if secret.is_foreign:
        return None, "It comes from somewhere else: pass it as a sensitive variable, or write it there by hand."
    same = [one for one in all_secrets(module) if one.value == secret.value]
    if sum(file.text.count(t.string(secret.value)) for file in module.files) != len(same):
        return None, "The same text stands in other places as well, which would have to change with it."
    if secret.is_placeholder and len(same) > 1:
        same = [secret]  # two placeholders are two secrets
    first = same[0]
    label = _label(first)
    code = t.resource("random_password", label, length="32", special="false")
    fix = Fix("Have the secret made by Terraform", Level.UNSAFE)
    fix.insert_before(first.resource, code)
    for one in same:
        fix.replace(one.node, f"{code.address}.result")
    return fix, ""


def _label(secret: Secret) -> str:
    """A free label for the password of a resource: another one for each secret of the module."""
    module = secret.resource.module
    taken: set[str] = set()
    for one in all_secrets(module):
        base = one.resource.label
        named = [f"{base}_{one.name}"] if one.name else []
        labels = [base, *named, f"{base}_password", *(f"{base}_password_{number}" for number in range(2, 1000))]
        label = next(x for x in labels if x not in taken and not module.declares(f"random_password.{x}"))
        taken.add(label)
        if one.node == secret.node:
            return label
    raise ValueError("the secret is not one of its module")
