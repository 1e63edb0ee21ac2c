"""Which name of the schema a name that it does not have stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tffix.terraform.schema_words import did_you_mean

from ._facts import Action
from ._renames import BY_NEW, BY_PLACE
from ._walk import Place

_PREFIX, _SUFFIX = "enable_", "_enabled"
_KEY_WORDS = frozenset({"arn", "encryption", "id", "identifier", "key", "kms", "master"})
_KINDS = frozenset({"arn", "arns", "id", "ids", "name", "names"})
# Words that say whose object it is: services and the kinds of objects that have no namesake elsewhere.
_SERVICES = frozenset(
    {
        "acm",
        "aws",
        "cloudwatch",
        "db",
        "dynamodb",
        "ec2",
        "ecs",
        "eks",
        "elasticache",
        "iam",
        "kinesis",
        "lambda",
        "rds",
    }
    | {"s3", "sns", "sqs", "vpc"}
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The argument or block that is meant; `is_near` where only the way in which an object is named may differ."""

    name: str
    is_near: bool = False


def meant(place: Place, name: str) -> str | None:
    """The argument or nested block that an unknown argument was meant to be, None where none is evident."""
    found = meaning_of(place, name)
    return None if found is None else found.name


def is_known(place: Place, name: str) -> bool:
    """Whether a table knows what an argument is called."""
    fact = BY_PLACE.get((place.type, place.inner, name))
    return fact is not None and fact.action is Action.RENAME


def meaning_of(place: Place, name: str) -> Meaning | None:
    """What an unknown argument was meant to be, None where nothing is evident."""
    schema = place.schema
    fact = BY_PLACE.get((place.type, place.inner, name))
    if fact is not None and fact.action is not Action.RENAME and fact.action is not Action.VALUE:
        return None
    if fact is not None and "." in fact.to:
        return None
    known = [fact.to] if fact is not None else []
    known += BY_NEW.get((place.type, place.inner, name), ())
    for one in known:
        if one in schema.settable_names:
            return Meaning(one)
    settable = [one for one in _switches(name) if one in schema.attributes and schema.attributes[one].is_settable]
    settable = [one for one in settable if schema.attributes[one].type == "bool"]
    if len(settable) == 1:
        return Meaning(settable[0])
    found = _key(place, name) or _of_the_type(place, name)
    if found is not None:
        return Meaning(found)
    near = _same_object(place, name)
    if near is not None:
        return Meaning(near, is_near=True)
    misspelt = did_you_mean(name, schema.settable_names)
    return None if misspelt is None else Meaning(misspelt)


def _switches(name: str) -> Iterator[str]:
    """Other names for the same switch: `enable_x`, `x_enabled` and `x`."""
    plain = name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
    for other in (plain, _PREFIX + plain, plain + _SUFFIX):
        if other != name:
            yield other


def _free(place: Place) -> Iterator[str]:
    """The arguments of a place that may be set and are not."""
    for name, one in place.schema.attributes.items():
        if one.is_settable and name not in place.body.attributes:
            yield name


def _key(place: Place, name: str) -> str | None:
    """The one argument for the encryption key, by another name."""
    words = name.split("_")
    if "kms" not in words or not _KEY_WORDS.issuperset(words):
        return None
    attributes = place.schema.attributes
    found = [one for one in _free(place) if "kms" in one.split("_") and _KEY_WORDS.issuperset(one.split("_"))]
    found = [one for one in found if attributes[one].type == "string"]
    return found[0] if len(found) == 1 else None


def _of_the_type(place: Place, name: str) -> str | None:
    """`name` for `function_name`, and `table_name` for `name`: the words of the type said or left out."""
    if place.path:
        return None
    words = place.type.split("_")[1:]
    free = frozenset(_free(place))
    if name in ("name", "description"):
        tails = ["_".join((*words[i:], name)) for i in range(len(words))]
        if name == "name":
            tails += ["_".join((*words[i:], "identifier")) for i in range(len(words))]
        found = [one for one in tails if one in free]
        return found[0] if len(found) == 1 else None
    parts = name.split("_")
    for i in range(1, len(parts)):
        rest = "_".join(parts[i:])
        if rest in free and rest not in ("id", "arn") and set(parts[:i]) <= set(words):
            return rest
    return None


def _same_object(place: Place, name: str) -> str | None:
    """The one argument that has the same object, or the same objects, under another kind of name."""
    wanted = _object(name)
    if not wanted or not _KINDS.intersection(name.split("_")) | (wanted & _NOUNS):
        return None
    found = [one for one in _free(place) if _object(one) == wanted]
    return found[0] if len(found) == 1 else None


# What is named without saying by what.
_NOUNS = frozenset({"bucket", "cluster", "role", "security", "subnet", "topic", "queue", "target", "certificate"})


def _object(name: str) -> frozenset[str]:
    """The words of a name without those that say whose object it is and by what it is named, in singular."""
    words = [word[:-1] if word.endswith("s") and word not in _SERVICES else word for word in name.split("_")]
    return frozenset(words) - _SERVICES - {"arn", "id", "name"}
