"""Attributes that are read and that resources and data sources do not have, with what is meant.

Sources: the attribute references of the providers' resource pages, the upgrade guides of version 5 and 6 of the AWS
provider, and the names that the outputs of CloudFormation and of well-known modules have for the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping

_BALANCER = {"dns": "dns_name", "load_balancer_arn": "arn", "hosted_zone_id": "zone_id", "domain_name": "dns_name"}
_BUCKET = {
    "name": "bucket",
    "bucket_name": "bucket",
    "domain_name": "bucket_domain_name",
    "regional_domain_name": "bucket_regional_domain_name",
    "website_url": "website_endpoint",
}
_GROUP = {
    "address": "primary_endpoint_address",
    "cluster_id": "id",
    "configuration_endpoint": "configuration_endpoint_address",
    "endpoint": "primary_endpoint_address",
    "endpoint_address": "primary_endpoint_address",
    "primary_endpoint": "primary_endpoint_address",
    "reader_endpoint": "reader_endpoint_address",
}
_CLUSTER = {
    "certificate_authority_data": "certificate_authority[0].data",
    "cluster_ca_certificate": "certificate_authority[0].data",
    "cluster_certificate_authority_data": "certificate_authority[0].data",
    "cluster_oidc_issuer_url": "identity[0].oidc[0].issuer",
    "cluster_security_group_id": "vpc_config[0].cluster_security_group_id",
    "oidc_issuer": "identity[0].oidc[0].issuer",
    "oidc_issuer_url": "identity[0].oidc[0].issuer",
}
_SECRET = {"value": "secret_string", "secret_value": "secret_string"}
_RANDOM = {"value": "result", "password": "result", "string": "result", "secret": "result"}

READS: Mapping[str, Mapping[str, str]] = {
    "aws_lb": _BALANCER,
    "aws_alb": _BALANCER,
    "aws_elb": _BALANCER,
    "aws_cloudfront_distribution": {
        "dns_name": "domain_name",
        "domain": "domain_name",
        "zone_id": "hosted_zone_id",
        "distribution_domain_name": "domain_name",
    },
    "aws_cloudfront_origin_access_identity": {
        "arn": "iam_arn",
        "access_identity_path": "cloudfront_access_identity_path",
    },
    "aws_elasticache_replication_group": _GROUP,
    "aws_elasticache_cluster": {
        "address": "cache_nodes[0].address",
        "configuration_endpoint_address": "cluster_address",
        "endpoint": "cache_nodes[0].address",
        "primary_endpoint_address": "cache_nodes[0].address",
    },
    "aws_db_instance": {"host": "address", "hostname": "address", "instance_id": "identifier", "name": "db_name"},
    "aws_rds_cluster": {"writer_endpoint": "endpoint", "cluster_id": "cluster_identifier", "db_name": "database_name"},
    "aws_rds_cluster_instance": {"instance_id": "identifier"},
    "aws_docdb_cluster": {"writer_endpoint": "endpoint", "cluster_id": "cluster_identifier"},
    "aws_neptune_cluster": {"writer_endpoint": "endpoint", "cluster_id": "cluster_identifier"},
    "aws_redshift_cluster": {"address": "dns_name", "cluster_name": "cluster_identifier"},
    "aws_msk_cluster": {
        "zookeeper_connect": "zookeeper_connect_string",
        "bootstrap_broker_string": "bootstrap_brokers",
        "bootstrap_broker_string_tls": "bootstrap_brokers_tls",
        "bootstrap_broker_string_sasl_iam": "bootstrap_brokers_sasl_iam",
        "bootstrap_brokers_iam": "bootstrap_brokers_sasl_iam",
        "bootstrap_brokers_scram": "bootstrap_brokers_sasl_scram",
        "bootstrap_servers": "bootstrap_brokers",
        "bootstrap_servers_tls": "bootstrap_brokers_tls",
        "name": "cluster_name",
    },
    "aws_opensearch_domain": {
        "dashboards_endpoint": "dashboard_endpoint",
        # AWS provider 6.0 upgrade guide.
        "kibana_endpoint": "dashboard_endpoint",
    },
    "aws_elasticsearch_domain": {"dashboard_endpoint": "kibana_endpoint"},
    "aws_s3_bucket": _BUCKET,
    "aws_s3_bucket_website_configuration": {"endpoint": "website_endpoint", "domain": "website_domain"},
    "aws_dynamodb_table": {"latest_stream_arn": "stream_arn", "dynamodb_stream_arn": "stream_arn"},
    "aws_lambda_function": {"name": "function_name", "lambda_arn": "arn", "uri": "invoke_arn"},
    "aws_lambda_alias": {"alias_arn": "arn", "alias_name": "name"},
    "aws_lambda_layer_version": {"layer_version_arn": "arn", "version_arn": "arn"},
    "aws_lambda_function_url": {"url": "function_url"},
    "aws_ecr_repository": {"uri": "repository_url", "url": "repository_url", "repository_uri": "repository_url"},
    "aws_eks_cluster": _CLUSTER,
    "aws_eks_node_group": {"name": "node_group_name"},
    "aws_kms_alias": {"key_arn": "target_key_arn", "key_id": "target_key_id"},
    "aws_apigatewayv2_api": {"endpoint": "api_endpoint", "invoke_url": "api_endpoint", "url": "api_endpoint"},
    "aws_api_gateway_stage": {"url": "invoke_url", "name": "stage_name"},
    "aws_apigatewayv2_stage": {"url": "invoke_url", "stage_name": "name"},
    "aws_api_gateway_rest_api": {"root_id": "root_resource_id"},
    "aws_cognito_user_pool_client": {"secret": "client_secret", "client_id": "id"},
    "aws_cognito_identity_pool": {"name": "identity_pool_name"},
    "aws_vpc": {"cidr": "cidr_block", "main_route_table": "main_route_table_id"},
    "aws_subnet": {"cidr": "cidr_block", "az": "availability_zone"},
    "aws_eip": {"ip": "public_ip", "address": "public_ip", "ip_address": "public_ip", "public_ip_address": "public_ip"},
    "aws_nat_gateway": {"public_ip_address": "public_ip", "ip": "public_ip"},
    "aws_instance": {
        "ip": "public_ip",
        "private_dns_name": "private_dns",
        "private_ip_address": "private_ip",
        "public_dns_name": "public_dns",
        "public_ip_address": "public_ip",
    },
    "aws_vpc_endpoint": {"dns_name": "dns_entry[0].dns_name"},
    "aws_autoscaling_group": {"asg_name": "name", "asg_arn": "arn"},
    "aws_efs_mount_target": {"ip": "ip_address"},
    "aws_route53_zone": {"hosted_zone_id": "zone_id", "nameservers": "name_servers", "ns_records": "name_servers"},
    "aws_route53_record": {"domain_name": "fqdn"},
    "aws_sns_topic_subscription": {"subscription_arn": "arn"},
    "aws_backup_vault": {"vault_arn": "arn", "vault_name": "name"},
    "aws_cloudwatch_event_bus": {"event_bus_arn": "arn", "event_bus_name": "name", "bus_name": "name"},
    "aws_guardduty_detector": {"detector_id": "id"},
    "aws_secretsmanager_secret_version": _SECRET,
    "aws_ssm_parameter": {"parameter_arn": "arn", "parameter_name": "name"},
    "aws_iam_access_key": {"access_key_id": "id", "secret_access_key": "secret"},
    "aws_iam_policy_document": {"policy": "json", "document": "json", "rendered": "json"},
    "aws_caller_identity": {"account": "account_id", "aws_account_id": "account_id"},
    "aws_partition": {"name": "partition"},
    "aws_availability_zones": {"zones": "names", "availability_zones": "names", "zone_names": "names"},
    "aws_subnets": {"subnet_ids": "ids"},
    "aws_ami": {"ami_id": "id"},
    "aws_elb_service_account": {"account_id": "id"},
    "random_password": _RANDOM,
    "random_string": _RANDOM,
    "random_integer": _RANDOM,
    "random_uuid": _RANDOM,
    "random_id": {"result": "hex", "value": "hex"},
    "random_pet": {"result": "id", "name": "id", "value": "id"},
    "random_shuffle": {"results": "result"},
    "archive_file": {
        "base64sha256": "output_base64sha256",
        "hash": "output_base64sha256",
        "path": "output_path",
        "output_file": "output_path",
        "filename": "output_path",
    },
    "tls_private_key": {"public_key": "public_key_openssh", "private_key": "private_key_pem"},
    "template_file": {"result": "rendered"},
}
