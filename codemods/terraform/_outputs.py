"""Outputs: what is exported, what a new output is called, says and holds, and where it goes."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from tffix import templates as t
from tffix.rules import Fix
from tffix.syntax import nodes as n
from tffix.terraform import Module, Output, Resource, evaluate
from tffix.terraform.files import join_path
from tffix.terraform.resolve import unwrap

from ._descriptions import describe

# What others read of a resource: type, the noun its outputs have, other words for that in labels, the attribute, and
# the word for it. Source: AWS provider documentation, "Attribute Reference" of each resource.
_READ = """
aws_acm_certificate              certificate            cert,acm                 arn
aws_api_gateway_rest_api         api                    rest_api                 id
aws_api_gateway_stage            api_stage              stage                    invoke_url
aws_apigatewayv2_api             api                    http_api                 api_endpoint  endpoint
aws_autoscaling_group            autoscaling_group      asg                      name
aws_cloudfront_distribution      distribution           cdn,cloudfront           domain_name
aws_cloudtrail                   trail                  cloudtrail               arn
aws_cloudwatch_log_group         log_group              logs                     name
aws_codepipeline                 pipeline               codepipeline             name
aws_cognito_user_pool            user_pool              pool                     id
aws_db_instance                  database               db,rds                   endpoint
aws_docdb_cluster                docdb_cluster          cluster,docdb            endpoint
aws_dynamodb_table               table                  dynamodb_table,dynamodb  name
aws_ecr_repository               repository             ecr,repo                 repository_url  url
aws_ecs_cluster                  ecs_cluster            cluster,ecs              name
aws_efs_file_system              file_system            efs                      id
aws_eks_cluster                  eks_cluster            cluster,eks              endpoint
aws_elasticache_replication_group  redis                cache,elasticache        primary_endpoint_address  endpoint
aws_iam_role                     role                   iam_role                 arn
aws_instance                     instance               server,ec2               id
aws_kinesis_stream               stream                 kinesis                  arn
aws_kms_key                      kms_key                key,kms                  arn
aws_lambda_function              function               lambda                   function_name  name
aws_lb                           load_balancer          alb,nlb,lb               dns_name
aws_neptune_cluster              neptune_cluster        cluster,neptune          endpoint
aws_opensearch_domain            opensearch             domain,search            endpoint
aws_rds_cluster                  aurora                 cluster,rds,database     endpoint
aws_redshift_cluster             redshift               cluster,warehouse        endpoint
aws_route53_zone                 zone                   hosted_zone              zone_id  id
aws_s3_bucket                    bucket                 s3_bucket,s3             id  name
aws_secretsmanager_secret        secret                 credentials              arn
aws_security_group               security_group         sg                       id
aws_sfn_state_machine            state_machine          sfn,workflow             arn
aws_sns_topic                    topic                  sns_topic,sns            arn
aws_sqs_queue                    queue                  sqs_queue,sqs            url
aws_subnet                       subnet                 subnets                  id
aws_vpc                          vpc                    network                  id
aws_wafv2_web_acl                web_acl                waf,acl                  arn
"""

# Labels that say nothing where there is one of a type: `aws_vpc.main` is the VPC.
_PLAIN = frozenset({"main", "this", "default", "primary", "app", "application"})


@dataclass(frozen=True, slots=True)
class Read:
    """What others read of a type of resource."""

    noun: str
    aliases: tuple[str, ...]
    attribute: str
    word: str


def _row(line: str) -> tuple[str, Read]:
    type_, noun, aliases, attribute, *word = line.split()
    return type_, Read(noun, (noun, *aliases.split(",")), attribute, word[0] if word else attribute)


#: By type of resource.
READ = dict(_row(line) for line in _READ.strip().splitlines())


def exported(module: Module) -> dict[str, dict[str, Output]]:
    """Address -> attribute (`""` where it is not to be told) -> the first output that reads it."""
    found: dict[str, dict[str, Output]] = {}
    for output in module.outputs:
        for reference in module.references_in(output):
            attribute = reference.attribute_path[0] if reference.attribute_path else ""
            found.setdefault(reference.address, {}).setdefault(attribute, output)
    return found


def new_output(
    resource: Resource,
    attribute: str,
    taken: Container[str] = (),
    *,
    sensitive: bool = False,
    like: tuple[Output, Resource] | None = None,
) -> t.Code | None:
    """An output of an attribute of a resource; None where every name for it is declared, or `taken` (addresses).

    `like` is an output of the same attribute of another resource: what that is called is called after it.
    """
    module = resource.module
    value, is_many = _value(resource, attribute)
    for name in (*_names_like(like, resource, is_many), *_names(resource, attribute, is_many)):
        address = f"output.{name}"
        if not module.declares(address) and address not in taken:
            return output_code(module, name, value, sensitive=sensitive)
    return None


def output_code(module: Module, name: str, value: str, *, sensitive: bool = False) -> t.Code:
    """An output, described where the others are."""
    attributes = {"description": t.string(describe(name))} if _describes(module) else {}
    attributes["value"] = value
    if sensitive:
        attributes["sensitive"] = "true"
    return t.output(name, items=(), **attributes)


def place_outputs(fix: Fix, module: Module, codes: Sequence[str], near: Output | Resource) -> None:
    """Put outputs behind another one, or where the module keeps its outputs."""
    if isinstance(near, Output):
        for code in codes:
            fix.insert_after(near, code)
        return
    fallback = near.path if len(module.files) == 1 else join_path(module.directory, "outputs.tf")
    path = module.file_for("outputs", fallback)
    file = module.files_by_path.get(path)
    if file is None:
        fix.new_file(path, "\n".join(f"{code}\n" for code in codes))
        return
    for code in codes:
        fix.append(file.body, code)


def _describes(module: Module) -> bool:
    return not module.outputs or any("description" in output for output in module.outputs)


def _value(resource: Resource, attribute: str) -> tuple[str, bool]:
    """The expression of an attribute, and whether it is of several objects."""
    address = resource.address
    if resource.for_each is not None:
        return f"{{ for k, v in {address} : k => v.{attribute} }}", True
    if resource.count is not None:
        is_switch = _is_at_most_one(resource.count, resource.module)
        splat = f"{address}[*].{attribute}"
        return (f"one({splat})", False) if is_switch else (splat, True)
    return f"{address}.{attribute}", False


def _is_at_most_one(count: n.Expression, module: Module) -> bool:
    """Whether a count is 0 or 1: a switch."""
    count = unwrap(count)
    branches = (count.true_value, count.false_value) if isinstance(count, n.Conditional) else (count,)
    values = [evaluate(branch, module) for branch in branches]
    return all(isinstance(value, int) and value <= 1 for value in values)


def _names_like(like: tuple[Output, Resource] | None, resource: Resource, is_many: bool) -> list[str]:
    """`orders_lambda_arn` for a function `orders` as `billing_lambda_arn` is for `billing`."""
    if like is None or is_many or like[1].count is not None or like[1].for_each is not None:
        return []
    name, label, new = f"_{like[0].label}_", like[1].label.replace("-", "_"), resource.label.replace("-", "_")
    read = READ.get(resource.type)
    # What is left without the label has to say what it is: `cache_id` after `app_sg_id` does not.
    says = read is not None and set(name.replace(f"_{label}_", "_").split("_")) & set("_".join(read.aliases).split("_"))
    return [name.replace(f"_{label}_", f"_{new}_")[1:-1]] if name.count(f"_{label}_") == 1 and says else []


def _names(resource: Resource, attribute: str, is_many: bool) -> list[str]:
    """Names for an output, best first."""
    read = READ.get(resource.type)
    noun = read.noun if read is not None else resource.type.partition("_")[2]
    word = read.word if read is not None and read.attribute == attribute else attribute
    aliases = read.aliases if read is not None else (noun,)
    label = resource.label.replace("-", "_")
    base = label
    for alias in sorted(aliases, key=len, reverse=True):
        if label == alias or label.endswith(f"_{alias}"):
            base = label.removesuffix(alias).rstrip("_")
            break
    if base == label and set(label.split("_")) & set(aliases):
        parts = [label]  # `subnet_a` says what it is
    else:
        is_only = len(resource.module.resources_of(resource.type)) == 1
        parts = [noun] if not base or (base in _PLAIN and is_only) else [base, noun]
    end = f"{word}s" if is_many and not word.endswith("s") else word
    return [
        "_".join([*parts, end]),
        "_".join([label, noun, end]),
        "_".join([resource.type.partition("_")[2], label, end]),
    ]
