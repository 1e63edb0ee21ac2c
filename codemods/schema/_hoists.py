"""Blocks whose members the type takes on its own level."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hoist:
    """A block whose members the type takes on its own level: member to its name there."""

    members: dict[str, str]


# AWS provider, resource pages. In version 6 aws_ecs_service has a block of that name for blue/green deployments: only
# these three members ever belonged elsewhere.
HOISTS = {
    # AWS provider 5.0 upgrade guide; the argument of that name in version 6 is a word.
    ("aws_elasticache_replication_group", "cluster_mode"): Hoist(
        {"num_node_groups": "num_node_groups", "replicas_per_node_group": "replicas_per_node_group"}
    ),
    ("aws_ecs_service", "deployment_configuration"): Hoist(
        {
            "maximum_percent": "deployment_maximum_percent",
            "minimum_healthy_percent": "deployment_minimum_healthy_percent",
            "deployment_circuit_breaker": "deployment_circuit_breaker",
        }
    ),
    # The block of the bucket that the resource took the place of.
    ("aws_s3_bucket_server_side_encryption_configuration", "server_side_encryption_configuration"): Hoist(
        {"rule": "rule"}
    ),
    # The Code of CloudFormation.
    ("aws_synthetics_canary", "code"): Hoist(
        {
            **{name: name for name in ("handler", "s3_bucket", "s3_key", "s3_version", "zip_file")},
            "s3_object_version": "s3_version",
        }
    ),
}
