"""What the profile of a run changes."""

from __future__ import annotations

from engine_rules import Rename

from tffix.config import Option, Profile, Table, parse_config, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.rules import Level

OLD = {"main.tf": 'resource "demo" "a" {\n  name = "old"\n}\n'}


def test_a_fix_that_replaces_what_is_deployed_is_safe_in_answers_alone() -> None:
    deployed = fix_configuration(OLD, [Rename()], Level.SAFE)
    assert deployed.changed == ()
    (left,) = deployed.diagnostics
    assert left.fix is not None
    assert (left.fix.level, left.fix.title) == (Level.UNSAFE, "Set name")

    answer = fix_configuration(OLD, [Rename()], Level.SAFE, RunOptions(profile=Profile.ANSWER))
    assert '"new"' in answer.after["main.tf"]
    (applied,) = answer.applied
    assert applied.diagnostic.fix is not None
    assert applied.diagnostic.fix.title == "Set name (safe, as the code was never applied)"


def test_an_option_may_have_another_default_in_answers() -> None:
    declared = {"files": (Option("placeholder", bool, False, in_answers=True), Option("names", dict, {"a": "b"}))}
    config = parse_config("", "x.toml")
    assert validate_sections(config, declared)["files"]["placeholder"] is False
    assert validate_sections(config, declared, Profile.ANSWER)["files"]["placeholder"] is True
    said = parse_config("[files]\nplaceholder = false\n", "x.toml")
    assert validate_sections(said, declared, Profile.ANSWER)["files"]["placeholder"] is False
    assert validate_sections(config, declared)["files"]["names"] == Table({"a": "b"})
    assert hash(declared["files"])
