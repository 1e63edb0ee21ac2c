terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 5.0"
    }
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 3.0"
    }
  }
}

resource "google_container_node_pool" "nodes" {
  cluster = "main"

  autoscaling {
    min_node_count = 1
    max_node_count = 5
  }

  node_config {
    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }
}

resource "google_service_account" "api" {
  account_id   = "api"
  display_name = "API"
}

resource "azurerm_storage_account" "data" {
  name                            = "data"
  location                        = "westeurope"
  resource_group_name             = "data"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = false
}
