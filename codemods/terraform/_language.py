"""Terraform's own blocks: where each may stand, its labels, arguments and nested blocks.

Terraform 1.11, internal/configs (the `hcl.BodySchema` of each block) and internal/builtin/provisioners; also what newer
versions take (`action`, `deprecated`, `identity`), so that it is not reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may be in a block. `labels` is how many it has; `arguments` None for any.

    `blocks` has the grammar of nested blocks, None for one whose content is not known here; `free` says that others may
    stand beside them. Of those in `once` there may be one, of those in `needed` there must be one.
    """

    labels: int = 0
    arguments: frozenset[str] | None = frozenset()
    required: frozenset[str] = frozenset()
    blocks: Mapping[str, Grammar | None] = field(default_factory=dict)
    free: bool = False
    once: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CONDITION = Grammar(0, _words("condition error_message"), _words("condition error_message"))
_CONNECTION = Grammar(
    0,
    _words("""
        type user password host port timeout script_path target_platform private_key certificate agent agent_identity
        host_key https insecure use_ntlm cacert bastion_host bastion_host_key bastion_port bastion_user
        bastion_password bastion_private_key bastion_certificate proxy_scheme proxy_host proxy_port proxy_user_name
        proxy_user_password
    """),
)
_LIFECYCLE = Grammar(
    0,
    _words("create_before_destroy prevent_destroy ignore_changes replace_triggered_by enabled destroy"),
    blocks={"precondition": _CONDITION, "postcondition": _CONDITION, "action_trigger": None},
)
_PROVISIONER = Grammar(1, None, blocks={"connection": _CONNECTION}, free=True)
#: Arguments of the provisioners that Terraform has; each also takes `when` and `on_failure`.
PROVISIONERS: Mapping[str, frozenset[str]] = {
    "local-exec": _words("command working_dir interpreter environment quiet when on_failure"),
    "remote-exec": _words("inline script scripts when on_failure"),
    "file": _words("source content destination when on_failure"),
}
_OBJECT = Grammar(
    2,
    None,
    blocks={"lifecycle": _LIFECYCLE, "provisioner": _PROVISIONER, "connection": _CONNECTION},
    free=True,
    once=_words("lifecycle connection"),
)

#: Top-level blocks.
TOP_LEVEL: Mapping[str, Grammar] = {
    "terraform": Grammar(
        0,
        _words("required_version experiments language"),
        blocks={
            "backend": Grammar(1, None, free=True),
            "cloud": Grammar(0, None, free=True),
            "required_providers": Grammar(0, None),
            "provider_meta": Grammar(1, None, free=True),
            "encryption": Grammar(0, None, free=True),
            "state_store": Grammar(1, None, free=True),
        },
        once=_words("backend cloud"),
    ),
    "provider": Grammar(1, None, free=True),
    "variable": Grammar(
        1,
        _words("description type default sensitive nullable ephemeral deprecated const"),
        blocks={"validation": _CONDITION},
    ),
    "locals": Grammar(0, None),
    "output": Grammar(
        1,
        _words("value description sensitive ephemeral depends_on deprecated type"),
        _words("value"),
        blocks={"precondition": _CONDITION},
    ),
    "module": Grammar(1, None, _words("source")),
    "resource": _OBJECT,
    "data": _OBJECT,
    "ephemeral": _OBJECT,
    "action": Grammar(2, None, free=True),
    "moved": Grammar(0, _words("from to"), _words("from to")),
    "removed": Grammar(
        0,
        _words("from"),
        _words("from"),
        blocks={"lifecycle": _LIFECYCLE, "provisioner": _PROVISIONER, "connection": _CONNECTION},
    ),
    "import": Grammar(0, _words("to id provider for_each identity"), _words("to")),
    "check": Grammar(
        1,
        frozenset(),
        blocks={"data": Grammar(2, None, free=True), "assert": _CONDITION},
        once=_words("data"),
        needed=_words("assert"),
    ),
}

#: Names that are taken for those of top-level blocks -> the block that is meant.
BLOCKS: Mapping[str, str] = {
    "checks": "check",
    "data_source": "data",
    "datasource": "data",
    "imports": "import",
    "local": "locals",
    "modules": "module",
    "outputs": "output",
    "providers": "provider",
    "resources": "resource",
    "var": "variable",
    "variables": "variable",
}

#: Names that are taken for those of arguments, by block -> the argument that is meant.
ARGUMENTS: Mapping[str, Mapping[str, str]] = {
    "variable": {"default_value": "default", "desc": "description", "value": "default"},
    "output": {"desc": "description", "val": "value"},
}

#: What only a `terraform` block holds.
SETTINGS = frozenset({"backend", "cloud", "required_providers"})
