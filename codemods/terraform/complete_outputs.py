"""Rule `complete-outputs`."""

from __future__ import annotations

from collections import Counter

from tffix import matchers as m
from tffix.config import Profile
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module, Output, Resource

from ._outputs import READ, exported, new_output, place_outputs


class CompleteOutputs(Rule):
    """Resource without an output, where others of its type have one.

    ## Why is this bad?
    Whoever builds on the module gets the security group of one database and not that of the other: the list of outputs
    was not kept up as the module grew.

    ## Example
    ```hcl
    resource "aws_security_group" "app" {
      name = "app"
    }

    resource "aws_security_group" "database" {
      name = "database"
    }

    output "app_security_group_id" {
      value = aws_security_group.app.id
    }
    ```
    Use instead:
    ```hcl
    resource "aws_security_group" "app" {
      name = "app"
    }

    resource "aws_security_group" "database" {
      name = "database"
    }

    output "app_security_group_id" {
      value = aws_security_group.app.id
    }

    output "database_security_group_id" {
      value = aws_security_group.database.id
    }
    ```
    The attribute is the one that is exported of the others, the output is called like theirs, and its place is behind
    them. Resources with `count` that is a switch are read with `one(...)`, others with a splat, those with `for_each`
    as a map.

    Of code that may be deployed the outputs are what was decided: there the rule is silent, unless it is asked for by
    name or the profile is `answer` or `strict`.

    ## Fix safety
    Unsafe: the module has another output.

    ## References
    Terraform documentation, "Output Values".
    """

    name = "complete-outputs"
    subject = "Variables, outputs and modules"
    target = m.Module()
    severity = Severity.INFO
    after = ("api-gateway-account-role",)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look for resources that no output reads, of types that outputs read."""
        if (ctx.profile is Profile.DEFAULT and not ctx.is_named) or not element.outputs:
            return
        exports = exported(element)
        for type_ in READ:
            resources = element.resources_of(type_)
            present = [one for one in resources if one.address in exports]
            if not present or len(present) == len(resources):
                continue
            attribute, sibling = _usual(present, exports)
            for resource in resources:
                if attribute and resource.address not in exports and not _is_spare(resource):
                    fix = Fix("Add an output of the resource", Level.UNSAFE)
                    # What is secret of one is of the other: Terraform refuses the output that does not say so.
                    hidden = sibling is not None and sibling.constant("sensitive", default=False) is not False
                    owner = next((one for one in present if exports[one.address].get(attribute) is sibling), None)
                    like = (sibling, owner) if sibling is not None and owner is not None else None
                    code = new_output(resource, attribute, sensitive=hidden, like=like)
                    if code is not None:
                        place_outputs(fix, element, [code], sibling or resource)
                    message = (
                        f"No output has the {attribute} of {resource.address}, as there is of {present[0].address}."
                    )
                    ctx.report(resource, message, fix)


def _usual(present: list[Resource], exports: dict[str, dict[str, Output]]) -> tuple[str, Output | None]:
    """The attribute that most of the exported resources have outputs of, and the last of these outputs."""
    counted = Counter(name for one in present for name in exports[one.address] if name and name not in _OF_SOME)
    if not counted:
        return "", None
    attribute = min(counted, key=lambda name: (-counted[name], name))
    outputs = [exports[one.address][attribute] for one in present if attribute in exports[one.address]]
    last = max(outputs, key=lambda output: (output.path, output.start))
    return attribute, last


# Attributes that only some resources of a type have: websites, streams, what can be reached from outside.
_OF_SOME = frozenset(
    {"public_dns", "public_ip", "stream_arn", "stream_label", "website_domain", "website_endpoint"}
    | {"configuration_endpoint_address", "master_user_secret", "oidc", "reader_endpoint"}
)


def _is_spare(resource: Resource) -> bool:
    """Whether a role is used by nothing: an output would hide that."""
    return resource.type == "aws_iam_role" and not resource.module.is_mentioned(resource.address)
