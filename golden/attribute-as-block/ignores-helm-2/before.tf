terraform {
  required_providers {
    helm = {
      source  = "hashicorp/helm"
      version = "~> 2.10"
    }
  }
}

provider "helm" {
  kubernetes {
    config_path = "~/.kube/config"
  }
}

resource "helm_release" "metrics" {
  name  = "metrics-server"
  chart = "metrics-server"

  set {
    name  = "replicas"
    value = "2"
  }
}
