"""Data sources that say where a configuration runs, so that a reference to one says all there is to declare."""

from __future__ import annotations

# Type -> the arguments that a person writes; none of them has a required one. All are data sources only, no resource
# has their type. Source: documentation and schemas of the providers (aws 5.100 and 6.47, azurerm 4, google 6).
PLAIN_DATA: dict[str, dict[str, str]] = {
    "aws_availability_zones": {"state": '"available"'},
    "aws_caller_identity": {},
    "aws_canonical_user_id": {},
    "aws_default_tags": {},
    "aws_partition": {},
    "aws_region": {},
    "azurerm_client_config": {},
    "google_client_config": {},
}
