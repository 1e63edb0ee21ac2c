"""Well-known providers by the name that the prefix of their resource types gives them."""

from __future__ import annotations

from dataclasses import dataclass

# Sources: the registry address that each provider's own documentation tells its users to write; the namespace
# `hashicorp` and who left it, as the registries list it (providers/h/hashicorp in opentofu/registry).
#
# Constraints: `~> X.0` where one major version is in use, so that every release of it fits, whichever one is locked
# or installed; `>= X.0` where several are, because which of them the code is written for cannot be told, and a lower
# bound leaves Terraform's choice (the newest) what it is without the entry.
HASHICORP = {
    "ad": "~> 0.4",
    "archive": "~> 2.0",
    "aws": ">= 5.0",
    "awscc": ">= 1.0",
    "azuread": ">= 2.0",
    "azurerm": ">= 3.0",
    "azurestack": ">= 0.10",
    "boundary": "~> 1.0",
    "cloudinit": "~> 2.0",
    "consul": "~> 2.0",
    "dns": "~> 3.0",
    "external": "~> 2.0",
    "google": ">= 5.0",
    "google-beta": ">= 5.0",
    "googleworkspace": "~> 0.7",
    "hcp": ">= 0.80",
    "helm": ">= 2.0",
    "http": "~> 3.0",
    "kubernetes": ">= 2.0",
    "local": "~> 2.0",
    "nomad": "~> 2.0",
    "null": "~> 3.0",
    "random": "~> 3.0",
    "template": "~> 2.0",
    "tfe": ">= 0.50",
    "time": "~> 0.9",
    "tls": "~> 4.0",
    "vault": ">= 3.0",
    "vsphere": "~> 2.0",
}
OTHERS = {
    "aci": ("CiscoDevNet/aci", "~> 2.0"),
    "aiven": ("aiven/aiven", ">= 4.0"),
    "alicloud": ("aliyun/alicloud", "~> 1.0"),
    "argocd": ("argoproj-labs/argocd", ">= 6.0"),
    "artifactory": ("jfrog/artifactory", ">= 10.0"),
    "auth0": ("auth0/auth0", "~> 1.0"),
    "aviatrix": ("AviatrixSystems/aviatrix", ">= 3.0"),
    "azapi": ("Azure/azapi", ">= 1.0"),
    "azuredevops": ("microsoft/azuredevops", "~> 1.0"),
    "bigip": ("F5Networks/bigip", "~> 1.0"),
    "buildkite": ("buildkite/buildkite", "~> 1.0"),
    "cloudamqp": ("cloudamqp/cloudamqp", "~> 1.0"),
    "cloudflare": ("cloudflare/cloudflare", ">= 4.0"),
    "confluent": ("confluentinc/confluent", "~> 2.0"),
    "databricks": ("databricks/databricks", "~> 1.0"),
    "datadog": ("DataDog/datadog", "~> 3.0"),
    "dbtcloud": ("dbt-labs/dbtcloud", ">= 0.3"),
    "digitalocean": ("digitalocean/digitalocean", "~> 2.0"),
    "dnsimple": ("dnsimple/dnsimple", "~> 1.0"),
    "docker": ("kreuzwerker/docker", "~> 3.0"),
    "dynatrace": ("dynatrace-oss/dynatrace", "~> 1.0"),
    "ec": ("elastic/ec", "~> 0.9"),
    "elasticstack": ("elastic/elasticstack", "~> 0.11"),
    "equinix": ("equinix/equinix", ">= 2.0"),
    "exoscale": ("exoscale/exoscale", "~> 0.50"),
    "fastly": ("fastly/fastly", ">= 5.0"),
    "flux": ("fluxcd/flux", "~> 1.0"),
    "fortios": ("fortinetdev/fortios", "~> 1.0"),
    "github": ("integrations/github", ">= 5.0"),
    "gitlab": ("gitlabhq/gitlab", ">= 16.0"),
    "grafana": ("grafana/grafana", ">= 3.0"),
    "hcloud": ("hetznercloud/hcloud", "~> 1.0"),
    "heroku": ("heroku/heroku", "~> 5.0"),
    "honeycombio": ("honeycombio/honeycombio", "~> 0.20"),
    "huaweicloud": ("huaweicloud/huaweicloud", "~> 1.0"),
    "ibm": ("IBM-Cloud/ibm", ">= 1.0"),
    "infoblox": ("infobloxopen/infoblox", "~> 2.0"),
    "intersight": ("CiscoDevNet/intersight", "~> 1.0"),
    "keycloak": ("keycloak/keycloak", ">= 5.0"),
    "lacework": ("lacework/lacework", ">= 1.0"),
    "launchdarkly": ("launchdarkly/launchdarkly", "~> 2.0"),
    "libvirt": ("dmacvicar/libvirt", ">= 0.7"),
    "linode": ("linode/linode", ">= 2.0"),
    "minio": ("aminueza/minio", ">= 2.0"),
    "mongodbatlas": ("mongodb/mongodbatlas", ">= 1.0"),
    "netlify": ("netlify/netlify", ">= 0.1"),
    "newrelic": ("newrelic/newrelic", "~> 3.0"),
    "ns1": ("ns1-terraform/ns1", "~> 2.0"),
    "nutanix": ("nutanix/nutanix", ">= 1.0"),
    "oci": ("oracle/oci", ">= 5.0"),
    "okta": ("okta/okta", ">= 4.0"),
    "onepassword": ("1Password/onepassword", ">= 2.0"),
    "openstack": ("terraform-provider-openstack/openstack", ">= 1.50"),
    "opsgenie": ("opsgenie/opsgenie", "~> 0.6"),
    "ovh": ("ovh/ovh", ">= 0.40"),
    "pagerduty": ("PagerDuty/pagerduty", "~> 3.0"),
    "panos": ("PaloAltoNetworks/panos", ">= 1.0"),
    "postgresql": ("cyrilgdn/postgresql", "~> 1.0"),
    "rabbitmq": ("cyrilgdn/rabbitmq", "~> 1.0"),
    "rancher2": ("rancher/rancher2", ">= 3.0"),
    "rundeck": ("rundeck/rundeck", ">= 0.4"),
    "scaleway": ("scaleway/scaleway", "~> 2.0"),
    "sentry": ("jianyuan/sentry", ">= 0.12"),
    "signalfx": ("splunk-terraform/signalfx", "~> 9.0"),
    "snowflake": ("snowflakedb/snowflake", ">= 1.0"),
    "sops": ("carlpett/sops", "~> 1.0"),
    "spacelift": ("spacelift-io/spacelift", "~> 1.0"),
    "spotinst": ("spotinst/spotinst", "~> 1.0"),
    "statuscake": ("StatusCakeDev/statuscake", "~> 2.0"),
    "sumologic": ("SumoLogic/sumologic", ">= 2.0"),
    "tailscale": ("tailscale/tailscale", "~> 0.13"),
    "tencentcloud": ("tencentcloudstack/tencentcloud", "~> 1.0"),
    "upstash": ("upstash/upstash", ">= 1.0"),
    "vercel": ("vercel/vercel", ">= 1.0"),
    "vultr": ("vultr/vultr", "~> 2.0"),
    "yandex": ("yandex-cloud/yandex", ">= 0.100"),
    "zpa": ("zscaler/zpa", ">= 3.0"),
}
# `hashicorp/NAME` of these is still installed, an old copy or a pointer to the new address (the registry answers
# "this provider has moved"): without an entry Terraform gets along, and with one it takes another provider.
STILL_INSTALLED = frozenset(
    {"alicloud", "auth0", "cloudamqp", "github", "infoblox", "lacework", "netlify", "oci", "rabbitmq"}
)

# Providers that work without a `provider` block, because there is nothing to configure.
CONFIGURATION_FREE = frozenset(
    {"archive", "cloudinit", "external", "http", "local", "null", "random", "template", "time", "tls"}
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a provider. `version` is the constraint to write, empty where none is allowed."""

    source: str
    version: str
    is_inferred: bool
    """Whether this is the provider that Terraform takes where nothing is declared."""
    fails_undeclared: bool = False
    """Whether `terraform init` fails where nothing is declared."""

    @property
    def is_open(self) -> bool:
        """Whether the constraint is a lower bound only, because several major versions are in use."""
        return self.version.startswith(">=")


def known_provider(name: str) -> Known | None:
    """What is known of the provider with that local name, None for one that nobody here has heard of."""
    if name == "terraform":
        return Known("terraform.io/builtin/terraform", "", is_inferred=False, fails_undeclared=True)
    if name in HASHICORP:
        return Known(f"hashicorp/{name}", HASHICORP[name], is_inferred=True)
    if name in OTHERS:
        source, version = OTHERS[name]
        return Known(source, version, is_inferred=False, fails_undeclared=name not in STILL_INSTALLED)
    return None
