terraform {
  required_providers {
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.4"
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
