from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from tffix.config import Option, Profile
from tffix.errors import UnknownRuleError
from tffix.rules import Rule, RuleContext, registry


def rule(rule_name: str, *behind: str, in_section: str = "", declares: tuple[Option, ...] = ()) -> Rule:
    class Made(Rule):
        name = rule_name
        after = behind
        section = in_section
        options = declares

        def check(self, element: object, ctx: RuleContext) -> None: ...

    return Made()


def names(*rules: Rule) -> list[str]:
    return [one.name for one in registry.in_order(rules)]


def test_rules_come_by_name() -> None:
    assert names(rule("c"), rule("a"), rule("b")) == ["a", "b", "c"]


def test_rules_come_behind_those_they_name() -> None:
    assert names(rule("a", "c"), rule("b"), rule("c", "d"), rule("d")) == ["b", "d", "c", "a"]


def test_a_rule_that_is_not_there_does_not_matter() -> None:
    assert names(rule("a", "elsewhere"), rule("b")) == ["a", "b"]


def test_a_cycle_names_its_rules() -> None:
    with pytest.raises(UnknownRuleError, match=r"come after each other: a, b$"):
        names(rule("a", "b"), rule("b", "a"), rule("c"))


def test_options_of_a_section_are_joined() -> None:
    one, two = Option("one"), Option("two", bool, False)
    declared = registry.declared_options(
        [rule("a", in_section="s", declares=(one,)), rule("b", in_section="s", declares=(one, two)), rule("c")]
    )
    assert declared == {"s": (one, two)}


RULE = """\
from tffix.rules import Rule

class Found(Rule):
    name = "{name}"

    def check(self, element, ctx): ...
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    root = tmp_path / "our_codemods"
    (root / "group").mkdir(parents=True)
    (root / "__init__.py").write_text("")
    (root / "group" / "some_rule.py").write_text(RULE.format(name="some-rule"))
    (root / "group" / "_helpers.py").write_text("raise ImportError('helpers are no rules')")
    (root / "misnamed.py").write_text(RULE.format(name="another-name"))
    (root / "group" / "notes.txt").write_text("no module")
    entry = metadata.EntryPoint("ours", "our_codemods", registry.GROUP)
    absent = metadata.EntryPoint("gone", "package_that_is_not_there", registry.GROUP)
    monkeypatch.setattr(registry.metadata, "entry_points", lambda group: [absent, entry])
    monkeypatch.syspath_prepend(str(tmp_path))
    registry.rule_modules.cache_clear()
    yield root
    registry.rule_modules.cache_clear()
    for name in [name for name in sys.modules if name.startswith("our_codemods")]:
        del sys.modules[name]


@pytest.mark.usefixtures("package")
def test_rules_of_a_package_are_found_without_importing_them() -> None:
    assert registry.rule_names() == ("misnamed", "some-rule")
    assert not any(name.startswith("our_codemods.") for name in sys.modules)
    assert registry.load_rule("some-rule").name == "some-rule"
    assert "our_codemods.group.some_rule" in sys.modules


@pytest.mark.usefixtures("package")
def test_a_rule_that_is_not_there_has_a_suggestion() -> None:
    with pytest.raises(UnknownRuleError, match='no rule "sone-rule"; did you mean "some-rule"'):
        registry.load_rule("sone-rule")


@pytest.mark.usefixtures("package")
def test_a_module_without_its_rule() -> None:
    with pytest.raises(UnknownRuleError, match='defines no rule "misnamed"'):
        registry.load_rule("misnamed")


@pytest.mark.usefixtures("package")
def test_a_rule_asked_for_twice_is_loaded_once() -> None:
    assert [one.name for one in registry.load_rules(["some-rule", "some-rule"])] == ["some-rule"]


def test_all_leaves_out_what_runs_by_name_only(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {name: rule(name) for name in ("a", "b", "house-style")}
    type(known["house-style"]).by_name_only = True
    monkeypatch.setattr(registry, "rule_names", lambda: tuple(known))
    monkeypatch.setattr(registry, "load_rule", known.__getitem__)

    def chosen(*wanted: str, profile: Profile = Profile.DEFAULT, ignore: tuple[str, ...] = ()) -> list[str]:
        return [one.name for one in registry.select(wanted, profile, ignore)]

    assert chosen("all") == ["a", "b"]
    assert chosen("all", "house-style") == ["a", "b", "house-style"]
    assert chosen("house-style") == ["house-style"]
    assert chosen("all", profile=Profile.STRICT, ignore=("b",)) == ["a", "house-style"]
