"""Rule `random-password-charset`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.terraform import Resource

from ._secret_uses import secret_uses

# What `random_password` and `random_string` take special characters from. Source: hashicorp/random,
# `override_special`.
_DEFAULT = "!@#$%&*()-_=+[]{}<>:?"

# Argument -> special characters that it refuses. Sources: RDS API, CreateDBInstance and CreateDBCluster
# (MasterUserPassword); DocumentDB API, CreateDBCluster; Redshift API, CreateCluster; Redshift Serverless API,
# CreateNamespace; Amazon MQ API, User.
_REFUSED = {
    ("aws_db_instance", "password"): '/@" ',
    ("aws_rds_cluster", "master_password"): '/@" ',
    ("aws_docdb_cluster", "master_password"): '/@" ',
    ("aws_redshift_cluster", "master_password"): "/@\"' \\",
    ("aws_redshiftserverless_namespace", "admin_user_password"): "/@\"' \\",
    ("aws_mq_broker", "password"): ",:=",
}
# The ones that take nothing but some. Source: ElastiCache user guide, "Authenticating with the Valkey and Redis OSS
# AUTH command".
_ACCEPTED = {("aws_elasticache_replication_group", "auth_token"): "!&#$^<>-"}
_TARGETS = frozenset(_REFUSED) | frozenset(_ACCEPTED)


class RandomPasswordCharset(Rule):
    """Generated password with characters that the service it is for refuses.

    ## Why is this bad?
    The special characters of `random_password` are, unless `override_special` says otherwise, `!@#$%&*()-_=+[]{}<>:?`.
    RDS and its relatives refuse `@`, ElastiCache most of them: whether the apply works is a matter of luck.

    ## Example
    ```hcl
    resource "random_password" "db" {
      length  = 32
      special = true
    }

    resource "aws_db_instance" "orders" {
      password = random_password.db.result
    }
    ```
    Use instead:
    ```hcl
    resource "random_password" "db" {
      length           = 32
      special          = true
      override_special = "!#$%&*()-_=+[]{}<>:?"
    }

    resource "aws_db_instance" "orders" {
      password = random_password.db.result
    }
    ```
    Passwords are followed through local values, secrets and parameters of the module, module inputs and outputs.

    ## Fix safety
    Safe in code that was never applied. Elsewhere unsafe: the next apply makes a new password.

    ## References
    RDS API reference, CreateDBInstance; ElastiCache user guide, "Authenticating with the Valkey and Redis OSS AUTH
    command"; hashicorp/random, resource `random_password`
    """

    name = "random-password-charset"
    subject = "Secrets and parameters"
    target = m.OneOf(m.Resource("random_password"), m.Resource("random_string"))
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one generated password."""
        if element.constant("special", default=True) is not True:
            return
        alphabet = element.constant("override_special", default=_DEFAULT)
        if not isinstance(alphabet, str):
            return
        uses = secret_uses(element, _TARGETS)
        refused = {one for use in uses for one in alphabet if not _takes(use.type_and_argument, one)}
        if not refused:
            return
        is_limited = any(use.type_and_argument in _ACCEPTED for use in uses)
        candidates = "!&#$^<>-" if is_limited and alphabet == _DEFAULT else alphabet
        kept = "".join(one for one in candidates if all(_takes(use.type_and_argument, one) for use in uses))
        fix = None
        if kept:
            fix = Fix("Use special characters that are accepted", Level.SAFE, only_before_apply=True)
            _write(fix, element, t.string(kept))
        bad = next(use for use in uses if any(not _takes(use.type_and_argument, one) for one in alphabet))
        characters = " ".join(sorted(refused - {" "}))
        message = f"This password may have characters that {bad.resource.address} refuses: {characters}"
        ctx.report(element, f"{message}.", fix, related=[(bad.resource, "has it as its password")])


def _write(fix: Fix, element: Resource, value: str) -> None:
    """Set `override_special`, below `special`."""
    anchor = element.attribute("special") or element.attribute("length")
    if anchor is None or element.attribute("override_special") is not None or not _ends_its_line(anchor):
        fix.set_attribute(element, "override_special", value, after=("special", "length"))
    else:
        # A claim to the place right behind the argument, which `random-keepers` makes as well: it comes later.
        fix.replace(anchor, anchor, f"\noverride_special = {value}")


def _ends_its_line(attribute: Attribute) -> bool:
    rest = attribute.source.text[attribute.end :].lstrip(" \t")
    return rest.startswith(("\n", "\r\n"))


def _takes(where: tuple[str, str], character: str) -> bool:
    """Whether an argument takes a special character."""
    if where in _ACCEPTED:
        return character in _ACCEPTED[where]
    return character not in _REFUSED[where]
