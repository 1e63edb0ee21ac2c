"""Renames of arguments of the providers google, azurerm and random, and of the settings of providers.

Sources: the upgrade guides of the google provider for versions 4 to 6 and of the azurerm provider for versions 3 and 4,
the resource pages of both, and the names that the APIs and related resources have for the same thing.
"""

from __future__ import annotations

from ._facts import Renames

_SCALING = {"min_instances": "min_instance_count", "max_instances": "max_instance_count"}

CLOUDS: Renames = {
    # AWS provider 4.0 and 5.0 upgrade guides, settings of the provider.
    "aws": {"s3_force_path_style": "s3_use_path_style", "shared_credentials_file": "shared_credentials_files"},
    # random provider 3.4 changelog.
    "random_password": {"number": "numeric"},
    "random_string": {"number": "numeric"},
    # google provider 4.0 upgrade guide.
    "google_container_cluster.workload_identity_config": {"identity_namespace": "workload_pool"},
    "google_storage_bucket": {"bucket_policy_only": "uniform_bucket_level_access", "lifecycle_rules": "lifecycle_rule"},
    "google_container_cluster": {"master_authorized_networks": "master_authorized_networks_config"},
    "google_container_cluster.ip_allocation_policy": {
        "cluster_secondary_range": "cluster_secondary_range_name",
        "services_secondary_range": "services_secondary_range_name",
        "pods_secondary_range_name": "cluster_secondary_range_name",
    },
    "google_container_node_pool.autoscaling": {
        "min_nodes": "min_node_count",
        "max_nodes": "max_node_count",
        "min_count": "min_node_count",
        "max_count": "max_node_count",
    },
    "google_container_cluster.autoscaling": {"min_nodes": "min_node_count", "max_nodes": "max_node_count"},
    "google_container_node_pool": {"nodes": "node_count", "zones": "node_locations"},
    "google_cloud_run_v2_service.scaling": _SCALING,
    "google_cloud_run_v2_service.template": {"service_account_name": "service_account"},
    "google_cloud_run_service": {"region": "location"},
    "google_cloud_run_v2_service": {"region": "location"},
    "google_cloudfunctions2_function": {"region": "location"},
    "google_cloudfunctions2_function.service_config": {
        "max_instances": "max_instance_count",
        "min_instances": "min_instance_count",
        "memory": "available_memory",
        "timeout": "timeout_seconds",
    },
    "google_cloudfunctions_function": {"memory": "available_memory_mb"},
    "google_service_account": {"name": "display_name"},
    "google_pubsub_subscription.retry_policy": {"min_backoff": "minimum_backoff", "max_backoff": "maximum_backoff"},
    "google_pubsub_subscription": {"ack_deadline": "ack_deadline_seconds", "retention": "message_retention_duration"},
    "google_redis_instance": {"memory_size": "memory_size_gb", "network": "authorized_network"},
    "google_compute_firewall": {"source_range": "source_ranges"},
    "google_compute_subnetwork": {"cidr_range": "ip_cidr_range", "cidr_block": "ip_cidr_range"},
    "google_artifact_registry_repository": {"name": "repository_id", "region": "location"},
    "google_secret_manager_secret": {"name": "secret_id"},
    "google_bigquery_dataset": {"name": "dataset_id"},
    "google_bigquery_table": {"name": "table_id"},
    # azurerm provider 3.0 upgrade guide.
    "azurerm_kubernetes_cluster.default_node_pool": {"availability_zones": "zones", "node_taint": "node_taints"},
    "azurerm_kubernetes_cluster_node_pool": {"availability_zones": "zones"},
    "azurerm_storage_account": {
        "allow_blob_public_access": "allow_nested_items_to_be_public",
        "replication_type": "account_replication_type",
        "tier": "account_tier",
    },
    "azurerm_key_vault": {"sku": "sku_name"},
    "azurerm_key_vault_secret": {"vault_id": "key_vault_id", "key_vault": "key_vault_id"},
    "azurerm_service_plan": {"sku": "sku_name"},
    "azurerm_public_ip": {"availability_zone": "zones", "public_ip_address_allocation": "allocation_method"},
    "azurerm_lb.frontend_ip_configuration": {"availability_zone": "zones"},
    "azurerm_linux_virtual_machine": {"vm_size": "size"},
    "azurerm_windows_virtual_machine": {"vm_size": "size"},
    "azurerm_subnet": {"address_prefix": "address_prefixes"},
    # azurerm provider 4.0 upgrade guide; what `enable_x` is called now follows from the name.
    "azurerm_redis_cache": {"enable_non_ssl_port": "non_ssl_port_enabled"},
    "azurerm_virtual_network_gateway": {"enable_bgp": "bgp_enabled"},
}
