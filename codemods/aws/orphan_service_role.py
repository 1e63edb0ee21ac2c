"""Rule `orphan-service-role`."""

from __future__ import annotations

import re

from tffix import matchers as m
from tffix.rules import Rule, RuleContext, Severity
from tffix.terraform import Module, Reference, Resource, evaluate

from ._policy_reading import read_document

# Who is looked up by the name of a role, and needs no reference. Source: DMS user guide, "Creating the IAM roles to
# use with AWS DMS"; VM Import/Export user guide, "Required service role".
_BY_NAME = frozenset({"dms.amazonaws.com", "vmie.amazonaws.com"})
# What describes a role, or what it may do, and does not use it.
_ABOUT = re.compile(r"aws_iam_(?:role_polic|policy|policies)\w*|aws_\w+_policy|aws_kms_key")
_KEY = re.compile(r'\["([^"]*)"\]')


class OrphanServiceRole(Rule):
    """Role for a service that nothing in the module uses.

    ## Why is this bad?
    A role that Lambda, Step Functions or another service may assume is there for a function, a state machine, an
    automation. Where none of them names the role, what it is for was forgotten, or the role is left over.

    ## Example
    ```hcl
    resource "aws_iam_role" "workflow" {
      name = "workflow"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRole"
            Principal = { Service = "states.amazonaws.com" }
          }
        ]
      })
    }

    resource "aws_iam_role_policy_attachment" "workflow" {
      role       = aws_iam_role.workflow.name
      policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
    }
    ```
    Policies and their attachments do not use a role. Outputs, calls of modules, local values and everything else that
    refers to it do. Of a role with `for_each`, each instance is looked at, where the keys are in the text and every
    user names one.

    ## Fix safety
    Nothing is written: what is missing is not in the text.

    ## References
    IAM user guide, "IAM roles", service role
    """

    name = "orphan-service-role"
    subject = "IAM and accounts"
    target = m.Resource("aws_iam_role", assume_role_policy=m.Present())
    severity = Severity.WARNING

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look for users of one role."""
        module = ctx.module
        if element.is_overridden or module.has_structure_errors:
            return
        services = _services(element)
        if not services:
            return
        users = [reference for reference in module.references_to(element.address) if _is_use(reference)]
        names = ", ".join(services)
        if not users:
            if not _is_named_elsewhere(element, module):
                ctx.report(element, f"Nothing uses {element.address}, a role for {names}{_all_keys(element)}.")
            return
        keys = _keys(element)
        used = {_key(reference) for reference in users}
        if keys is None or None in used:
            return
        unused = [key for key in keys if key not in used]
        if unused:
            listed = ", ".join(f'"{key}"' for key in unused)
            ctx.report(element, f"Nothing uses {element.address} for {listed}, roles for {names}.")


def _services(role: Resource) -> list[str]:
    """The services that may assume a role, if nobody else may and none of them looks it up by its name."""
    trust = read_document(role["assume_role_policy"], role)
    found: dict[str, None] = {}
    for statement in trust.statements:
        for principal in statement.principals:
            if principal.type != "Service" or not principal.value.is_known or principal.value.text in _BY_NAME:
                return []
            found[principal.value.text] = None
    return list(found) if trust.is_whole else []


def _is_use(reference: Reference) -> bool:
    container = reference.container
    if reference.attribute_path == () and reference.attribute is not None and reference.attribute.name == "depends_on":
        return False
    if not isinstance(container, Resource):
        # A document about the role is data; a data source that looks for something uses it.
        return container is None or getattr(container, "type", "") != "aws_iam_policy_document"
    return _ABOUT.fullmatch(container.type) is None


def _is_named_elsewhere(role: Resource, module: Module) -> bool:
    """Whether something names the role without a reference: in an ARN that is put together, or an instance profile."""
    name = role.attribute("name")
    if name is None:
        return False
    text = name.expr_text.strip('"')
    if any(f"role/{text}" in file.text for file in module.files):
        return True
    profiles = (profile.attribute("role") for profile in module.resources_of("aws_iam_instance_profile"))
    return any(profile is not None and profile.expr_text.strip('"') == text for profile in profiles)


def _keys(role: Resource) -> list[str] | None:
    """The keys of a role's instances; None for one without `for_each`, or where they are computed."""
    if role.for_each is None:
        return None
    known = evaluate(role.for_each, role.module, partial=True)
    if isinstance(known, dict):
        return list(known)
    if isinstance(known, list) and all(isinstance(one, str) for one in known):
        return [str(one) for one in known]
    return None


def _all_keys(role: Resource) -> str:
    keys = _keys(role)
    return "" if not keys else " (" + ", ".join(f'"{key}"' for key in keys) + ")"


def _key(reference: Reference) -> str | None:
    """The literal key of the instance that a reference names."""
    text = reference.expression.text.removeprefix("resource.").removeprefix(reference.address)
    found = _KEY.match(text)
    return found[1] if found else None
