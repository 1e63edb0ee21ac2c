"""Versions of providers and constraints on them, as Terraform reads both.

Every constraint of a test table was held against `terraform init`. A constraint with fewer numbers than three means
zeros, also `5` (`= 5.0.0`); a pre-release is chosen only where a constraint names it exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import total_ordering

_VERSION = re.compile(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?")
_CONSTRAINT = re.compile(r"(=|!=|>=|<=|~>|>|<|)\s*(\S+)")

# Above every minor and patch number.
_MANY = 10**6

# The last release of a series, where no other will come. Source: the releases of the provider.
_CLOSED_SERIES = {
    ("hashicorp/aws", 3): "3.76.1",
    ("hashicorp/aws", 4): "4.67.0",
    ("hashicorp/aws", 5): "5.100.0",
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """A version; `given` is how many of its numbers were written."""

    major: int
    minor: int = 0
    patch: int = 0
    prerelease: str = ""
    given: int = 3

    @property
    def _key(self) -> tuple[object, ...]:
        # Semantic versioning: a pre-release is before its release, numbers before words, more parts after fewer.
        parts = tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in self.prerelease.split(".") if p)
        return self.major, self.minor, self.patch, not self.prerelease, parts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self._key == other._key

    def __lt__(self, other: Version) -> bool:
        return self._key < other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}" + (f"-{self.prerelease}" if self.prerelease else "")


def parse_version(text: str) -> Version | None:
    """A version, None for what Terraform takes for none (`v1.0`, `1.x`, `1.2.3.4`)."""
    match = _VERSION.fullmatch(text)
    if match is None:
        return None
    numbers = [int(group) for group in match.groups()[:3] if group is not None]
    major, minor, patch = (*numbers, 0, 0)[:3]
    return Version(major, minor, patch, match[4] or "", len(numbers))


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition: an operator (`=` where none was written) and the version at its boundary."""

    operator: str
    boundary: Version

    def admits(self, version: Version) -> bool:
        """Whether a version meets it."""
        at = self.boundary
        if version.prerelease and not (self.operator == "=" and version == at):
            return False
        match self.operator:
            case "=":
                return version == at
            case "!=":
                return version != at
            case ">":
                return version > at
            case ">=":
                return version >= at
            case "<":
                return version < at
            case "<=":
                return version <= at
            case _:
                same = version.major == at.major and (at.given < 3 or version.minor == at.minor)
                return version >= at and same

    def places(self) -> Iterator[Version]:
        """The versions where it may begin or cease to be met, and those next to them."""
        major, minor = self.boundary.major, self.boundary.minor
        for end in (self.boundary, Version(major + 1), Version(major, minor + 1)):
            yield end
            yield Version(end.major, end.minor, end.patch + 1)
            if end.patch:
                yield Version(end.major, end.minor, end.patch - 1)
            elif end.minor:
                yield Version(end.major, end.minor - 1, _MANY)
            elif end.major:
                yield Version(end.major - 1, _MANY, _MANY)


@dataclass(frozen=True, slots=True)
class Constraints:
    """Conditions that all have to be met; none of them admits every release."""

    all: tuple[Constraint, ...] = ()

    def admits(self, version: Version) -> bool:
        """Whether a version meets them all."""
        if not self.all:
            return not version.prerelease
        return all(one.admits(version) for one in self.all)

    def target(self) -> Version | None:
        """Where the versions that are meant lie: the highest lower boundary, else the lowest upper one."""
        lower = [one.boundary for one in self.all if one.operator in ("=", ">", ">=", "~>")]
        upper = [one.boundary for one in self.all if one.operator in ("<", "<=")]
        return max(lower) if lower else min(upper, default=None)

    def covers(self, other: Constraints) -> bool:
        """Whether they admit every release that `other` admits."""
        # Both are intervals whose ends are at their boundaries: what holds there and beside them holds everywhere.
        places = [Version(0), *(version for one in (*self.all, *other.all) for version in one.places())]
        return all(self.admits(version) for version in places if other.admits(version))

    def admits_after(self, source: str, version: Version) -> bool:
        """Whether a provider may have, now or one day, a release after `version` that they admit."""
        major, minor, patch = version.major, version.minor, version.patch
        later = [Version(major + 1)]
        if _CLOSED_SERIES.get((source, major)) != str(version):
            later += [Version(major, minor, patch + 1), Version(major, minor + 1)]
        above = [one.boundary for one in self.all if one.boundary > version and one.operator != "!="]
        return any(self.admits(one) for one in (*later, *above))


def parse_constraints(text: str) -> Constraints | None:
    """Constraints with commas between them, None for what Terraform rejects; an empty text has none."""
    if not text.strip():
        return Constraints()
    found = []
    for part in text.split(","):
        match = _CONSTRAINT.fullmatch(part.strip())
        version = None if match is None else parse_version(match[2])
        if match is None or version is None:
            return None
        found.append(Constraint(match[1] or "=", version))
    return Constraints(tuple(found))


def nearest(versions: Iterable[Version], target: Version) -> Version | None:
    """The version that stands in best for one that is not there.

    One of the same major version if there is any, rather one after it (it has what the other had, but for removals)
    than one before it, and of those the closest.
    """
    return min(
        versions,
        key=lambda one: (
            abs(one.major - target.major),
            one < target,
            abs(one.minor - target.minor),
            abs(one.patch - target.patch),
        ),
        default=None,
    )
