terraform {
  required_providers {
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.4"
    }
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
    dns = {
      source  = "hashicorp/dns"
      version = "~> 3.0"
    }
    google-beta = {
      source  = "hashicorp/google-beta"
      version = ">= 5.0"
    }
    helm = {
      source  = "hashicorp/helm"
      version = ">= 2.0"
    }
    http = {
      source  = "hashicorp/http"
      version = "~> 3.0"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = ">= 2.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.0"
    }
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
    tls = {
      source  = "hashicorp/tls"
      version = "~> 4.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "google_compute_address" "a" {
  provider = google-beta.west
  name     = "a"
}

ephemeral "random_password" "passing" {
  length = 8
}

locals {
  text = provider::terraform::encode_tfvars({ a = 1 })
  host = provider::dns::a_record("example.org")
}

check "reachable" {
  data "http" "page" {
    url = "https://example.org"
  }

  assert {
    condition     = data.http.page.status_code == 200
    error_message = "Not reachable."
  }
}

module "peer" {
  source = "git::https://example.org/peer.git"

  providers = {
    kubernetes.dst = kubernetes.peer
    helm           = helm.peer
  }
}

import {
  provider = tls.old
  to       = tls_private_key.host
  id       = "x"
}
