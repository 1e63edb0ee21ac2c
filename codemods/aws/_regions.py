"""The regions of AWS, and which of them a name speaks of."""

from __future__ import annotations

import re

# Region -> prefix of its availability zone IDs, which is how short names are built. Source: AWS Regions and
# Availability Zones user guide, "AWS Regions" and "Availability Zones" (2025).
_REGIONS = {
    "af-south-1": "afs1", "ap-east-1": "ape1", "ap-east-2": "ape2", "ap-northeast-1": "apne1",
    "ap-northeast-2": "apne2", "ap-northeast-3": "apne3", "ap-south-1": "aps1", "ap-south-2": "aps2",
    "ap-southeast-1": "apse1", "ap-southeast-2": "apse2", "ap-southeast-3": "apse3", "ap-southeast-4": "apse4",
    "ap-southeast-5": "apse5", "ap-southeast-6": "apse6", "ap-southeast-7": "apse7", "ca-central-1": "cac1",
    "ca-west-1": "caw1", "cn-north-1": "cnn1", "cn-northwest-1": "cnnw1", "eu-central-1": "euc1",
    "eu-central-2": "euc2", "eu-north-1": "eun1", "eu-south-1": "eus1", "eu-south-2": "eus2", "eu-west-1": "euw1",
    "eu-west-2": "euw2", "eu-west-3": "euw3", "il-central-1": "ilc1", "me-central-1": "mec1", "me-south-1": "mes1",
    "mx-central-1": "mxc1", "sa-east-1": "sae1", "us-east-1": "use1", "us-east-2": "use2", "us-gov-east-1": "usge1",
    "us-gov-west-1": "usgw1", "us-west-1": "usw1", "us-west-2": "usw2",
}  # fmt: skip
# `aps1` is the zone prefix of Mumbai, and what people take for Singapore: it proves neither.
_AMBIGUOUS = frozenset({"aps1", "aps2"})
_WRITTEN = {region.replace("-", ""): region for region in _REGIONS}
_SHORT = {short: region for region, short in _REGIONS.items() if short not in _AMBIGUOUS}


def region_of_name(name: str) -> str | None:
    """The region that a name is, or has in it as words of its own: `us_east_1`, `useast1`, `dr-euw1`."""
    words = [word.lower() for word in re.split(r"[_-]+", name) if word]
    found: set[str] = set()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            joined = "".join(words[start:end])
            if joined in _WRITTEN:
                found.add(_WRITTEN[joined])
        if words[start] in _SHORT:
            found.add(_SHORT[words[start]])
    return found.pop() if len(found) == 1 else None


def is_region(name: str) -> bool:
    """Whether a name is that of a region."""
    return name in _REGIONS
