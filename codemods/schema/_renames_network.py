"""Renames of arguments: networks, load balancers.

Sources: the resource pages of the AWS provider, its upgrade guides for versions 3 to 6, and the names that
CloudFormation and the service's API have for the same thing.
"""

from __future__ import annotations

from ._facts import Renames

_INGRESS = {
    "security_group_ids": "security_groups",
    "source_security_group_id": "security_groups",
    "source_security_group_ids": "security_groups",
    "source_security_groups": "security_groups",
    "security_group_id": "security_groups",
    "cidr_block": "cidr_blocks",
    "ip_protocol": "protocol",
}

NETWORK: Renames = {
    "aws_flow_log": {
        # AWS provider 6.0 upgrade guide.
        "log_group_name": "log_destination",
        "log_group_arn": "log_destination",
        "cloudwatch_log_group_arn": "log_destination",
        "log_destination_arn": "log_destination",
        "destination": "log_destination",
        "destination_arn": "log_destination",
        "role_arn": "iam_role_arn",
        "format": "log_format",
        "aggregation_interval": "max_aggregation_interval",
        "destination_type": "log_destination_type",
    },
    "aws_vpc": {
        "cidr": "cidr_block",
        "dns_hostnames": "enable_dns_hostnames",
        "dns_support": "enable_dns_support",
        "vpc_cidr": "cidr_block",
    },
    "aws_subnet": {
        "cidr": "cidr_block",
        "az": "availability_zone",
        "map_public_ip": "map_public_ip_on_launch",
        "auto_assign_public_ip": "map_public_ip_on_launch",
        "assign_public_ip": "map_public_ip_on_launch",
    },
    "aws_nat_gateway": {
        "eip_id": "allocation_id",
        "eip_allocation_id": "allocation_id",
        "elastic_ip_id": "allocation_id",
    },
    "aws_eip": {"instance_id": "instance"},
    "aws_eip_association": {"eip_id": "allocation_id"},
    "aws_route_table.route": {
        "destination_cidr_block": "cidr_block",
        "destination_ipv6_cidr_block": "ipv6_cidr_block",
        "internet_gateway_id": "gateway_id",
        "vpc_peering_id": "vpc_peering_connection_id",
    },
    "aws_route": {
        "cidr_block": "destination_cidr_block",
        "ipv6_cidr_block": "destination_ipv6_cidr_block",
        "internet_gateway_id": "gateway_id",
    },
    "aws_security_group.ingress": _INGRESS,
    "aws_security_group.egress": _INGRESS,
    "aws_security_group_rule": {
        "cidr_block": "cidr_blocks",
        "source_security_group": "source_security_group_id",
        "referenced_security_group_id": "source_security_group_id",
        "ip_protocol": "protocol",
        "cidr_ipv4": "cidr_blocks",
    },
    **{
        f"aws_vpc_security_group_{way}_rule": {
            "cidr_block": "cidr_ipv4",
            "cidr_blocks": "cidr_ipv4",
            "ipv6_cidr_block": "cidr_ipv6",
            "ipv6_cidr_blocks": "cidr_ipv6",
            "protocol": "ip_protocol",
            "source_security_group_id": "referenced_security_group_id",
            "destination_security_group_id": "referenced_security_group_id",
        }
        for way in ("ingress", "egress")
    },
    "aws_network_acl_rule": {"rule_no": "rule_number", "action": "rule_action"},
    **{
        f"aws_network_acl.{way}": {"rule_number": "rule_no", "rule_action": "action", "cidr": "cidr_block"}
        for way in ("ingress", "egress")
    },
    "aws_vpc_endpoint": {
        "endpoint_type": "vpc_endpoint_type",
        "type": "vpc_endpoint_type",
        "private_dns": "private_dns_enabled",
        "security_groups": "security_group_ids",
        "subnets": "subnet_ids",
        "route_tables": "route_table_ids",
    },
    "aws_vpc_peering_connection": {
        "accepter_vpc_id": "peer_vpc_id",
        "requester_vpc_id": "vpc_id",
        "accepter_region": "peer_region",
    },
    "aws_ec2_transit_gateway_vpc_attachment": {"tgw_id": "transit_gateway_id", "subnets": "subnet_ids"},
    "aws_ec2_transit_gateway_route_table_association": {
        "attachment_id": "transit_gateway_attachment_id",
        "route_table_id": "transit_gateway_route_table_id",
    },
    "aws_customer_gateway": {"ip": "ip_address"},
    "aws_lb": {
        "type": "load_balancer_type",
        "security_group_ids": "security_groups",
        "subnet_ids": "subnets",
        "deletion_protection": "enable_deletion_protection",
        "http2_enabled": "enable_http2",
        "access_log": "access_logs",
        "drop_invalid_headers": "drop_invalid_header_fields",
        "cross_zone_load_balancing": "enable_cross_zone_load_balancing",
    },
    "aws_lb.access_logs": {"s3_bucket": "bucket", "bucket_name": "bucket"},
    "aws_lb_target_group": {
        "deregistration_delay_seconds": "deregistration_delay",
        "healthcheck": "health_check",
        "type": "target_type",
    },
    "aws_lb_target_group.health_check": {
        "interval_seconds": "interval",
        "timeout_seconds": "timeout",
        "healthy_threshold_count": "healthy_threshold",
        "unhealthy_threshold_count": "unhealthy_threshold",
        "health_check_path": "path",
        "status_code": "matcher",
        "success_codes": "matcher",
        "http_code": "matcher",
    },
    "aws_lb_listener": {
        "lb_arn": "load_balancer_arn",
        "alb_arn": "load_balancer_arn",
        "security_policy": "ssl_policy",
        "ssl_certificate_arn": "certificate_arn",
        "acm_certificate_arn": "certificate_arn",
        "default_actions": "default_action",
        "action": "default_action",
    },
    "aws_lb_listener_rule": {"actions": "action", "conditions": "condition", "default_action": "action"},
    "aws_lb_target_group_attachment": {"instance_id": "target_id", "target_group": "target_group_arn"},
    "aws_elb": {"listeners": "listener", "security_group_ids": "security_groups", "subnet_ids": "subnets"},
}
