"""In how many answers each rule finds something, beside the rate of a detector that was run over 535 others.

python tools/hit_rates.py --corpus DIR

DIR holds Markdown answers (MODEL_RESPONSE.md) with Terraform in them; those with at least three resources count, as
for the detectors. Each is checked once in the profile `answer`, with every rule asked for by name. A star marks rules
that fire more than 1.5 times as often as the detector, or less than 1/1.5 times; the line below says why. Detectors
are regular expressions, made to find answers that are worth a look; a rule reports what it can prove.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tffix.config import Config, Profile, Table, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import check_configuration
from tffix.responses import extract
from tffix.rules import registry
from tffix.source import Source
from tffix.terraform import Configuration

_DETECTED_IN = 535
_FEWEST_RESOURCES = 3
_FACTOR = 1.5
# What the detectors take for wrong where teams decide in different ways.
_SETTINGS = {"destroy": Table({"direction": "destroyable"})}


@dataclass(frozen=True)
class Row:
    """A rule, the number of answers in which the detector for its class of defects fires, and what differs.

    `also` are rules that speak of a part of the same class.
    """

    rule: str
    detected: int
    also: tuple[str, ...] = ()
    why: str = ""

    @property
    def rate(self) -> float:
        """The share of answers in which the detector fires."""
        return self.detected / _DETECTED_IN


# Source of the numbers: the ranked table of the failure catalogue, column "responses hit".
ROWS = (
    Row("s3-lifecycle-filter", 140),
    Row("format", 450),
    Row("missing-terraform-block", 199),
    Row("missing-provider-block", 200),
    Row("missing-backend", 419),
    Row("hardcoded-backend", 71),
    Row("provider-block-location", 125),
    Row("variable-missing-default", 213),
    Row(
        "missing-outputs",
        66,
        why="Every hit is an answer without a single output block: there are more of them here than in the catalogue.",
    ),
    Row("sg-name-prefix", 27),
    Row("sg-create-before-destroy", 103),
    Row(
        "lb-name-length",
        167,
        why="The detector takes every name that is put together; of these, none is known to be longer than AWS allows.",
    ),
    Row("aws-name-constraint", 43, also=("lb-name-length", "sg-name-prefix")),
    Row(
        "rds-log-exports",
        13,
        why="Three were to be expected: of 35 databases that export logs here, each exports those of its engine.",
    ),
    Row("rds-class-constraint", 13),
    Row("final-snapshot-identifier", 82),
    Row("cloudtrail-event-selector", 37),
    Row(
        "cloudtrail-bucket-policy",
        34,
        why="Of 15 trails here, ten have a policy and wait for it, and three write to a bucket that is not in the "
        "module.",
    ),
    Row("iam-retired-managed-policy", 40),
    Row(
        "lambda-source-code-hash",
        39,
        why="The detector counts packages that do not exist, which cannot be hashed: missing-referenced-file builds "
        "them, with their hash.",
    ),
    Row("s3-acl-ownership", 19),
    Row("backend-dynamodb-table", 62),
    Row(
        "hardcoded-region",
        140,
        why="The detector counts regions of backends, which cannot read variables, and of provider configurations and "
        "lists that are for several regions on purpose.",
    ),
    Row("hardcoded-secret", 64, also=("placeholder-secret",)),
    Row(
        "iam-wildcard-resource",
        238,
        why="Reported is where the module has the resource that is meant: most statements with * are about actions "
        "that take no resource (PutMetricData, network interfaces, traces), mix those in, or have no candidate.",
    ),
    Row("blocks-destroy", 64),
    Row("force-destroy", 310),
    Row("alb-log-bucket-kms", 19),
    Row(
        "rds-parameter-apply-method",
        17,
        why="Every hit is a parameter that RDS lists as static (shared_preload_libraries above all) without "
        "apply_method: the detector knows fewer.",
    ),
    Row("kms-key-rotation", 37),
    Row("s3-public-access-block", 86),
    Row("timestamp-in-argument", 105, also=("final-snapshot-identifier",)),
)


def hits(corpus: Path) -> Iterator[frozenset[str]]:
    """The rules that find something in each of the answers that count."""
    names = registry.rule_names()
    rules = registry.load_rules(names)
    declared = registry.declared_options(rules)
    settings = Table({name: table for name, table in _SETTINGS.items() if name in declared})
    options = validate_sections(Config(sections=settings), declared, Profile.ANSWER)
    run = RunOptions(options, named=frozenset(names), profile=Profile.ANSWER)
    for path in sorted(corpus.rglob("MODEL_RESPONSE.md")):
        answer = extract(Source.from_bytes(str(path), path.read_bytes()))
        files = {file.path: file.text for file in answer.files}
        modules = Configuration(files).modules.values()
        if sum(len(module.resources) for module in modules) < _FEWEST_RESOURCES:
            continue
        outcome = check_configuration(files, rules, run, other_files={"": frozenset()})
        yield frozenset(diagnostic.rule for diagnostic in outcome.diagnostics)


def table(found: Sequence[Collection[str]]) -> Iterator[str]:
    """The lines of the report."""
    yield f"{'rule':28} {'detector':>8} {'rule':>8} {'factor':>7}"
    known = registry.rule_names()
    for row in ROWS:
        if row.rule not in known:
            yield f"{row.rule:28} {row.rate:8.1%} {'no rule':>8}"
            continue
        count = sum(any(rule in one for rule in (row.rule, *row.also)) for one in found)
        factor = count / len(found) / row.rate if found else 0.0
        is_outside = not 1 / _FACTOR <= factor <= _FACTOR
        also = f"  with {', '.join(row.also)}" if row.also else ""
        share = count / len(found) if found else 0.0
        yield f"{row.rule:28} {row.rate:8.1%} {share:8.1%} {factor:7.2f}{' *' if is_outside else ''}{also}"
        if is_outside and row.why:
            yield f"    {row.why}"
    yield f"{len(found)} answers"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, help="the directory with the answers")
    for line in table(list(hits(parser.parse_args().corpus))):
        print(line)


if __name__ == "__main__":
    main()
