"""Real answers: all rules over every one of them, and what Terraform says before and after."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tffix.config import Config, Profile, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.engine.outcome import Outcome
from tffix.responses import Answer, extract, rewrite
from tffix.rules import Level, registry
from tffix.source import Source
from tffix.testing import oracle

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="no ../shared/corpus beside the project")
TASKS = sorted(folder.name for folder in CORPUS.iterdir()) if CORPUS.is_dir() else []

FIRST = {
    "lambda-provisioned-concurrency-alias",
    "random-keepers",
    "required-providers",
    "sfn-definition-templatefile",
    "use-env-capacity-map",
}

# What the failure analyses of five answers name that these five rules are for: task -> (rule, address).
SEEDS = {
    "Pr5474": {
        ("lambda-provisioned-concurrency-alias", "aws_lambda_provisioned_concurrency_config.validator"),
        ("random-keepers", "random_password.aurora_master"),
        ("random-keepers", "random_password.redis_auth"),
        ("required-providers", "random"),
        ("sfn-definition-templatefile", "aws_sfn_state_machine.consistency_workflow"),
        ("use-env-capacity-map", "local.kinesis_shards_by_env"),
        ("use-env-capacity-map", "local.lambda_memory_by_env"),
    },
    "Pr5103": {
        ("lambda-provisioned-concurrency-alias", "aws_lambda_provisioned_concurrency_config.kinesis_processor"),
        ("random-keepers", "random_password.redis_auth"),
        ("required-providers", "random"),
    },
    "Pr5071": set(),
    "Pr5285": set(),
    "Pr4510": {("lambda-provisioned-concurrency-alias", "aws_lambda_provisioned_concurrency_config.model_concurrency")},
}


@cache
def answer(task: str) -> Answer:
    return extract(Source.from_bytes(task, (CORPUS / task / "MODEL_RESPONSE.md").read_bytes()))


def texts(of: Answer) -> dict[str, str]:
    return {file.path: file.text for file in of.files}


def fixed(sources: Mapping[str, str], level: Level, *names: str, profile: Profile = Profile.DEFAULT) -> Outcome:
    rules = registry.select(names or ["all"], profile)
    options = validate_sections(Config(), registry.declared_options(rules), profile)
    return fix_configuration(sources, rules, level, RunOptions(options, profile=profile), other_files=frozenset())


@cache
def outcome(task: str, level: Level) -> Outcome:
    return fixed(texts(answer(task)), level)


@pytest.mark.sampled(20)
@pytest.mark.parametrize("task", TASKS)
def test_every_answer_is_fixed_once_and_for_all(task: str) -> None:
    result = outcome(task, Level.UNSAFE)
    assert result.failures == ()
    document = rewrite(answer(task), result.after)
    again = extract(Source(task, document))
    assert texts(again) == dict(result.after)
    assert fixed(texts(again), Level.UNSAFE).changed == ()


@pytest.mark.parametrize("task", sorted(SEEDS))
def test_the_rules_repair_what_the_analyses_name_and_nothing_else(task: str) -> None:
    # These alone: others write passwords of their own.
    result = fixed(texts(answer(task)), Level.UNSAFE, *FIRST)
    assert {_short(a.diagnostic.rule, a.diagnostic.address) for a in result.applied} == SEEDS[task]


def _short(rule: str, address: str) -> tuple[str, str]:
    # A provider is reported at the object that needs it; the provider is what matters here.
    return (rule, address.split("_")[0]) if rule == "required-providers" else (rule, address)


@pytest.mark.terraform
@pytest.mark.parametrize("task", sorted(SEEDS))
def test_terraform_finds_no_error_that_it_did_not_find_before(task: str) -> None:
    oracle.require_oracle()
    before = oracle.validate(texts(answer(task)))
    after = oracle.validate(outcome(task, Level.UNSAFE).after)
    assert before is not None
    assert after is not None
    assert set(after) <= set(before)


@pytest.mark.terraform
@pytest.mark.sampled(32)
@pytest.mark.parametrize("task", TASKS)
def test_safe_fixes_leave_the_plan_equal(task: str) -> None:
    oracle.require_oracle()
    result = outcome(task, Level.SAFE)
    if not result.changed:
        pytest.skip("nothing to fix safely")
    before = oracle.plan(result.before)
    if before.plan is None:
        pytest.skip(f"terraform does not plan it: {before.error}")
    different = oracle.differences(before, oracle.plan(result.after))
    assert not different or set(different) <= set(oracle.noise(result.before))


@pytest.mark.terraform
@pytest.mark.sampled(32)
@pytest.mark.parametrize("profile", [Profile.DEFAULT, Profile.ANSWER])
@pytest.mark.parametrize("task", TASKS)
def test_what_terraform_plans_it_plans_after_all_fixes(task: str, profile: Profile) -> None:
    oracle.require_oracle()
    before = oracle.plan(texts(answer(task)))
    if before.plan is None:
        pytest.skip(f"terraform does not plan it: {before.error}")
    result = fixed(texts(answer(task)), Level.UNSAFE, profile=profile)
    assert oracle.plan(result.after).error == ""
