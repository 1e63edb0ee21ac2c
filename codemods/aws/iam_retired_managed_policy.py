"""Rule `iam-retired-managed-policy`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Module

# A name that is no policy, or none that can be attached any more -> the one to attach. Sources: AWS Config developer
# guide, "AWS managed policies for AWS Config" (AWSConfigRole was replaced on 5 July 2022; the other names never were
# policies); AWS managed policy reference guide, "Deprecated AWS managed policies" and the page of each new one.
_REPLACED = {
    "AWSConfigRole": "service-role/AWS_ConfigRole",
    "AWSConfigServiceRole": "service-role/AWS_ConfigRole",
    "AWSConfigServiceRolePolicy": "service-role/AWS_ConfigRole",
    "AWSServiceRoleForConfig": "service-role/AWS_ConfigRole",
    "AWS_ConfigServiceRole": "service-role/AWS_ConfigRole",
    "AWS_ConfigServiceRolePolicy": "service-role/AWS_ConfigRole",
    "ConfigRole": "service-role/AWS_ConfigRole",
    "ConfigServiceRole": "service-role/AWS_ConfigRole",
    "ConfigRoleForOrganizations": "service-role/AWSConfigRoleForOrganizations",
    "AWSCodePipelineFullAccess": "AWSCodePipeline_FullAccess",
    "AWSCodePipelineReadOnlyAccess": "AWSCodePipeline_ReadOnlyAccess",
    "AWSLambdaFullAccess": "AWSLambda_FullAccess",
    "AWSLambdaReadOnlyAccess": "AWSLambda_ReadOnlyAccess",
    "AmazonEC2ContainerServiceFullAccess": "AmazonECS_FullAccess",
    "AmazonElasticTranscoderFullAccess": "AmazonElasticTranscoder_FullAccess",
}

# Policies whose path or spelling is often mistaken: their ARN behind `policy/`. Source: AWS managed policy reference
# guide, "ARN" on the page of each.
_PATHS = (
    "AWSXRayDaemonWriteAccess",
    "AmazonEC2ContainerRegistryReadOnly",
    "AmazonEKSClusterPolicy",
    "AmazonEKSVPCResourceController",
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy",
    "AmazonSSMManagedInstanceCore",
    "CloudWatchAgentServerPolicy",
    "CloudWatchLambdaInsightsExecutionRolePolicy",
    "service-role/AWSAppSyncPushToCloudWatchLogs",
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
    "service-role/AWSCodeDeployRole",
    "service-role/AWSCodeDeployRoleForLambda",
    "service-role/AWSGlueServiceRole",
    "service-role/AWSLambdaBasicExecutionRole",
    "service-role/AWSLambdaDynamoDBExecutionRole",
    "service-role/AWSLambdaENIManagementAccess",
    "service-role/AWSLambdaKinesisExecutionRole",
    "service-role/AWSLambdaSQSQueueExecutionRole",
    "service-role/AWSLambdaVPCAccessExecutionRole",
    "service-role/AWSConfigRoleForOrganizations",
    "service-role/AWSConfigRulesExecutionRole",
    "service-role/AWS_ConfigRole",
    "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    "service-role/AmazonDMSCloudWatchLogsRole",
    "service-role/AmazonDMSVPCManagementRole",
    "service-role/AmazonEBSCSIDriverPolicy",
    "service-role/AmazonEC2ContainerServiceAutoscaleRole",
    "service-role/AmazonEC2ContainerServiceforEC2Role",
    "service-role/AmazonECSTaskExecutionRolePolicy",
    "service-role/AmazonEFSCSIDriverPolicy",
    "service-role/AmazonRDSEnhancedMonitoringRole",
    "service-role/AmazonSSMMaintenanceWindowRole",
)


def _plain(name: str) -> str:
    return name.rpartition("/")[2].replace("_", "").lower()


_BY_NAME = {_plain(path): path for path in _PATHS}
_MANAGED = re.compile(r":iam::aws:policy/((?:[\w-]+/)*)([\w+=,.@-]+)$")


class IamRetiredManagedPolicy(Rule):
    """Managed policy of AWS that cannot be attached: it was retired, or no policy has that name or path.

    ## Why is this bad?
    The attachment fails: "Policy ... does not exist or is not attachable". Terraform's plan does not notice.

    ## Example
    ```hcl
    resource "aws_iam_role_policy_attachment" "config" {
      role       = aws_iam_role.config.name
      policy_arn = "arn:aws:iam::aws:policy/service-role/AWSConfigRole"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_iam_role_policy_attachment" "config" {
      role       = aws_iam_role.config.name
      policy_arn = "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"
    }
    ```
    Names of retired policies are replaced by those of their successors. Policies that services often need are also
    found under a wrong path (`policy/AWSLambdaBasicExecutionRole`, which is in `service-role/`) or spelling.

    ## Fix safety
    Unsafe where the configuration was applied: a role that has a retired policy keeps it until it is taken away, and
    its successor allows a little less. Safe in code that was never applied.

    ## References
    AWS Config developer guide, "AWS managed policies for AWS Config"; AWS managed policy reference guide
    """

    name = "iam-retired-managed-policy"
    subject = "IAM and accounts"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every ARN of a managed policy."""
        for node, path, name in _named(element):
            right = _right(path + name)
            if right is None:
                continue
            fix = Fix(f"Name {right}", Level.SAFE, needs_whole_module=False, only_before_apply=True)
            fix.replace(node, node.text.removesuffix(path + name) + right)
            owner = element.element_at(node.source.path, node.start)
            message = f"There is no managed policy {path}{name} that can be attached."
            ctx.report(node, message, fix, address="" if owner is None else owner.address)
        for data in element.data_of("aws_iam_policy"):
            value = data["name"]
            name = string_value(value) or ""
            right = _right(name, has_path=False)
            if value is None or right is None or data.is_overridden:
                continue
            fix = Fix(f"Name {right}", Level.SAFE, needs_whole_module=False, only_before_apply=True)
            fix.replace(value, f'"{right.rpartition("/")[2]}"')
            ctx.report(value, f"There is no managed policy {name} that can be attached.", fix, address=data.address)


def _named(module: Module) -> Iterator[tuple[n.TemplateLiteral, str, str]]:
    """The ARNs of managed policies: the literal that ends each, the path and the name."""
    for attribute in module.attributes_mentioning("policy"):
        for node in attribute.expr.walk():
            if not isinstance(node, n.Template) or not node.parts:
                continue
            last = node.parts[-1]
            found = _MANAGED.search(node.text[1:-1]) if isinstance(last, n.TemplateLiteral) else None
            if found and isinstance(last, n.TemplateLiteral) and last.text.endswith(found[1] + found[2]):
                yield last, found[1], found[2]


def _right(written: str, *, has_path: bool = True) -> str | None:
    """The path and name that are meant; None for those that are right, or not known."""
    name = written.rpartition("/")[2]
    replaced = _REPLACED.get(name)
    if replaced is not None:
        return replaced if written != replaced else None
    known = _BY_NAME.get(_plain(name))
    if known is None or written == (known if has_path else known.rpartition("/")[2]):
        return None
    return known
