terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = ">= 4.0"
    }
    datadog = {
      source  = "DataDog/datadog"
      version = "~> 3.0"
    }
    github = {
      source  = "integrations/github"
      version = ">= 5.0"
    }
  }
}

resource "datadog_monitor" "errors" {
  name    = "errors"
  type    = "metric alert"
  query   = "avg(last_5m):sum:errors{*} > 10"
  message = "Too many errors."
}

resource "cloudflare_zone" "main" {
  name = "example.org"
}

resource "github_repository" "code" {
  name = "code"
}
