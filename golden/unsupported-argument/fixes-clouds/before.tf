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
    min_nodes = 1
    max_nodes = 5
  }

  node_config {
    workload_metadata_config {
      node_metadata = "GKE_METADATA_SERVER"
    }
  }
}

resource "google_service_account" "api" {
  account_id = "api"
  name       = "API"
}

resource "azurerm_storage_account" "data" {
  name                     = "data"
  location                 = "westeurope"
  resource_group_name      = "data"
  account_tier             = "Standard"
  replication_type         = "LRS"
  allow_blob_public_access = false
}
