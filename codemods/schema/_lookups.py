"""Data sources that no provider has, where all that is read from them follows from their name."""

from __future__ import annotations

from collections.abc import Mapping

from tffix.rules import Fix, Level
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Module

from ..aws._plain_data import account_id, region

# AWS service authorization reference, "Resource types defined by ...": the argument that names the object, and its ARN
# behind the account.
_ARNS: Mapping[str, tuple[str, str, str]] = {
    "aws_cloudtrail": ("name", "cloudtrail", "trail/"),
    "aws_cloudwatch_metric_alarm": ("alarm_name", "cloudwatch", "alarm:"),
    "aws_codebuild_project": ("name", "codebuild", "project/"),
    "aws_codepipeline": ("name", "codepipeline", ""),
    "aws_glue_crawler": ("name", "glue", "crawler/"),
    "aws_glue_job": ("name", "glue", "job/"),
    "aws_kinesis_analytics_application": ("name", "kinesisanalytics", "application/"),
    "aws_sagemaker_endpoint": ("name", "sagemaker", "endpoint/"),
    "aws_sagemaker_endpoint_configuration": ("name", "sagemaker", "endpoint-config/"),
    "aws_sagemaker_model": ("name", "sagemaker", "model/"),
    "aws_sns_platform_application": ("name", "sns", "app/"),
}


def by_name(element: DataSource, module: Module) -> Fix | None:
    """The fix that writes the name, and the ARN made of it, in the place of what looks them up; None for more."""
    known = _ARNS.get(element.type)
    name = element[known[0]] if known is not None else None
    if known is None or name is None or element.is_overridden or "\n" in name.text:
        return None
    references = module.references_to(element.address)
    if element.repeats or element.provider is not None:
        return None
    fix = Fix("Make the ARN of the name", Level.UNSAFE)
    start = ""
    for reference in references:
        read = reference.attribute_path
        if len(read) != 1 or read[0] not in (known[0], "name", "id", "arn"):
            return None
        if read[0] == "arn":
            start = (
                start
                or f"arn:{_partition(module)}:{known[1]}:${{{region(fix, module)}}}:${{{account_id(fix, module)}}}"
            )
            new = f'"{start}:{known[2]}{_inside(name)}"'
        else:
            new = name.text
        fix.replace(reference.expression, new)
    if not references:
        return None
    fix.remove(element)
    return fix


def _partition(module: Module) -> str:
    found = module.data_of("aws_partition")
    return f"${{{found[0].address}.partition}}" if found else "aws"


def _inside(name: n.Expression) -> str:
    """An expression as it stands inside a string."""
    return name.text[1:-1] if isinstance(name, n.Template) else f"${{{name.text}}}"
