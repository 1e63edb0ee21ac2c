from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from engine_rules import RULES, load

from tffix import matchers as m
from tffix.engine.check import RunOptions
from tffix.engine.fix import check_configuration, fix_configuration
from tffix.engine.outcome import Outcome
from tffix.rules import Fix, Level, Rule, RuleContext, registry
from tffix.syntax import parse
from tffix.terraform.elements import Resource

DEMO = 'resource "demo" "x" {\n  v = "quiet"\n}\n'
WITH_A = 'resource "demo" "x" {\n  v = "quiet"\n  a = "set"\n}\n'


def fix(text: str, *names: str, level: Level = Level.UNSAFE, **run: object) -> Outcome:
    rules = [load(name) for name in names]
    return fix_configuration({"main.tf": text}, rules, level, RunOptions(**run))  # type: ignore[arg-type]


def test_fixes_up_to_the_level_are_written() -> None:
    safe = fix(DEMO, "list-of-one", "set-a", level=Level.SAFE)
    assert safe.after == {"main.tf": WITH_A}
    assert [d.rule for d in safe.diagnostics] == ["list-of-one"]
    unsafe = fix(DEMO, "list-of-one", "set-a")
    assert unsafe.after == {"main.tf": WITH_A.replace('"quiet"', '["quiet"]')}
    assert unsafe.diagnostics == ()


def test_manual_fixes_are_never_written() -> None:
    outcome = fix(DEMO, "decides")
    assert outcome.changed == ()
    assert [d.fix is not None for d in outcome.diagnostics] == [True]


@pytest.mark.parametrize(("configured", "shown"), [("safe", "unsafe"), ("unsafe", "unsafe"), ("manual", "manual")])
def test_a_level_is_only_made_more_careful(configured: str, shown: str) -> None:
    outcome = fix(DEMO, "list-of-one", level=Level.SAFE, levels={"list-of-one": configured})
    assert [str(d.fix.level) for d in outcome.diagnostics if d.fix] == [shown]
    assert outcome.changed == ()


def test_check_changes_nothing() -> None:
    outcome = check_configuration({"main.tf": DEMO}, [load("set-a")])
    assert outcome.changed == ()
    assert outcome.passes == 1
    assert [d.rule for d in outcome.diagnostics] == ["set-a"]


def test_files_for_context_are_neither_reported_on_nor_written() -> None:
    two = DEMO.replace('"x"', '"two"')
    sources = {"a.tf": DEMO.replace('"x"', '"one"'), "b.tf": two}
    outcome = fix_configuration(
        sources, [load("pair"), load("set-a")], Level.UNSAFE, RunOptions(read_only=frozenset({"b.tf"}))
    )
    assert outcome.after["b.tf"] == two
    assert {d.location.path for d in outcome.diagnostics} == {"a.tf"}
    assert [s.reason for s in outcome.skipped] == ["b.tf is read for context only"]
    assert outcome.changed == ("a.tf",)


@pytest.mark.parametrize(("read_only", "path"), [((), "a.tf"), (("a.tf",), "b.tf"), (("a.tf", "b.tf"), None)])
def test_what_is_said_of_the_whole_module_is_told_at_the_first_file_at_hand(
    read_only: tuple[str, ...], path: str | None
) -> None:
    options = {"required-resources": {"types": {"aws_sns_topic": "1"}}}
    run = RunOptions(options, read_only=frozenset(read_only))
    sources = {"a.tf": DEMO, "b.tf": DEMO.replace('"x"', '"two"')}
    found = check_configuration(sources, [registry.load_rule("required-resources")], run).diagnostics
    assert [one.location.path for one in found] == ([path] if path else [])


def test_rank_decides_who_comes_first() -> None:
    first = fix(DEMO, "list-of-one", "shout")
    second = fix(DEMO, "shout", "list-of-one")
    assert [a.pass_number for a in first.applied if a.diagnostic.rule == "shout"] == [2]
    assert [a.pass_number for a in second.applied if a.diagnostic.rule == "shout"] == [1]
    assert first.after == second.after


def test_findings_of_later_passes_are_told_where_the_user_sees_them() -> None:
    text = "# top\n" + DEMO
    outcome = fix(text, "set-a", "list-of-one", "shout")
    later = next(a for a in outcome.applied if a.pass_number > 1)
    location = later.diagnostic.location
    assert text[location.start : location.end].strip('[]"') == "quiet"


def test_a_run_that_does_not_end_names_its_rules_and_changes_nothing() -> None:
    outcome = fix(DEMO, "grow", "set-a")
    assert outcome.changed == ()
    assert outcome.applied == ()
    assert [f.rules for f in outcome.failures] == [("grow",)]
    assert {d.rule for d in outcome.diagnostics} == {"grow", "set-a"}


def test_the_rule_that_breaks_a_file_is_named_alone() -> None:
    outcome = fix(DEMO, "breaks", "set-a")
    assert outcome.changed == ()
    assert [f.rules for f in outcome.failures] == [("breaks",)]


def test_a_crash_is_reported_and_the_others_go_on() -> None:
    outcome = fix(DEMO.replace('"x"', '"bad"'), "crashes", "set-a")
    assert outcome.changed == ("main.tf",)
    assert [f.rules for f in outcome.failures] == [("crashes",)]


def test_outcomes_pickle() -> None:
    outcome = fix(DEMO + "a = = 1\n", *RULES)
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    run = RunOptions({"s": {"o": 1}}, frozenset({"r"}), {"r": "manual"})
    assert pickle.loads(pickle.dumps(run)) == run


def test_syntax_errors_cannot_be_ignored() -> None:
    outcome = fix("# tffix: ignore-file[syntax]\na = = 1\n", "set-a")
    assert [d.rule for d in outcome.diagnostics] == ["syntax"]


class WritesFile(Rule):
    """Writes a file beside."""

    name = "writes-file"
    target = m.Resource("demo")
    path = "new.tf"
    text = "locals {}\n"

    def check(self, element: Resource, ctx: RuleContext) -> None:
        if not ctx.module.blocks_of("locals"):
            found = Fix("Write it", Level.SAFE, needs_whole_module=False)
            found.new_file(self.path, self.text)
            ctx.report(element, "There are no locals.", found)


class WritesNonsense(WritesFile):
    """Writes a file that does not parse."""

    name = "writes-nonsense"
    text = "locals {"


class WritesOther(WritesFile):
    """Writes another text to the same place."""

    name = "writes-other"
    text = "locals {\n  a = 1\n}\n"


def test_templates_are_checked_for_syntax() -> None:
    sources = {"main.tf": DEMO, "x.tftpl": "${a}\n%{ if }\n", "y.tftpl": "$${a}\n"}
    assert [(d.rule, d.location.path) for d in check_configuration(sources, []).diagnostics] == [("syntax", "x.tftpl")]
    assert check_configuration(sources, [], RunOptions(read_only=frozenset({"x.tftpl"}))).diagnostics == ()
    assert check_configuration(sources, [], RunOptions(every_expression=False)).diagnostics == ()


def test_locked_files_are_reported_on_and_not_written() -> None:
    outcome = fix(DEMO, "set-a", locked={"main.tf": "is somebody else's"})
    assert outcome.changed == ()
    assert [(s.diagnostic, s.reason) for s in outcome.skipped] == [
        (outcome.diagnostics[0], "main.tf is somebody else's")
    ]


def test_files_are_created_only_where_they_may_be() -> None:
    for allowed, changed in (({"x", "sub"}, ()), ({"x", ""}, ("new.tf",)), (None, ("new.tf",))):
        run = RunOptions(create_in=None if allowed is None else frozenset(allowed))
        outcome = fix_configuration({"main.tf": DEMO}, [WritesFile()], Level.SAFE, run)
        assert outcome.changed == changed
        assert [s.reason for s in outcome.skipped] == ([] if changed else ["new.tf would have to be created"])


def test_a_new_file_takes_part_in_the_next_pass() -> None:
    outcome = fix_configuration({"main.tf": DEMO}, [WritesFile()], Level.SAFE)
    assert outcome.changed == ("new.tf",)
    assert outcome.diagnostics == ()


def test_a_new_file_that_does_not_parse() -> None:
    outcome = fix_configuration({"main.tf": DEMO}, [WritesNonsense()], Level.SAFE)
    assert outcome.changed == ()
    assert [f.rules for f in outcome.failures] == [("writes-nonsense",)]


def test_two_texts_for_a_new_file_the_first_wins() -> None:
    outcome = fix_configuration({"main.tf": DEMO}, [WritesFile(), WritesOther()], Level.SAFE)
    assert outcome.after["new.tf"] == "locals {}\n"
    assert outcome.failures == ()


@pytest.mark.parametrize("others", [frozenset({"new.tf"}), {"": frozenset({"new.tf"})}])
def test_a_file_that_exists_is_not_created(others: object) -> None:
    outcome = fix_configuration({"main.tf": DEMO}, [WritesFile()], Level.SAFE, other_files=others)  # type: ignore[arg-type]
    assert outcome.changed == ()
    assert [s.reason for s in outcome.skipped] == ["new.tf exists already"]


def test_where_nobody_looked_it_is_created() -> None:
    outcome = fix_configuration({"main.tf": DEMO}, [WritesFile()], Level.SAFE, other_files=None)
    assert outcome.changed == ("new.tf",)


class EditsElsewhere(Rule):
    """Edits what is no file of the configuration."""

    name = "edits-elsewhere"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        found = Fix("Edit it", Level.SAFE)
        found.set_attribute(parse(DEMO, "elsewhere.tf").body.blocks[0], "a", "1")
        ctx.report(element, "Something is wrong.", found)


def test_an_edit_of_a_file_that_is_not_there_is_refused() -> None:
    outcome = fix_configuration({"main.tf": DEMO}, [EditsElsewhere()], Level.SAFE)
    assert outcome.changed == ()
    assert [s.reason for s in outcome.skipped] == ["elsewhere.tf is no file that can be rewritten"]


def test_equal_findings_with_other_fixes_keep_their_order() -> None:
    outcome = check_configuration({"main.tf": DEMO}, [load("set-a"), load("set-b")])
    twice = [replace(d, rule="r", message="M.") for d in outcome.diagnostics]
    assert twice[0].sort_key == twice[1].sort_key
    assert [d.fix.title for d in twice if d.fix] == ["Set a", "Set b"]


class GrowsAndStays(Rule):
    """Puts lines above a finding that stays."""

    name = "grows-and-stays"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        if element["grown"] is None:
            found = Fix("Grow", Level.SAFE)
            found.insert_before(element, 'variable "new" {\n  default = 1\n}')
            found.set_attribute(element, "grown", "true")
            ctx.report(element, "It is small.", found)
        else:
            ctx.report(element, "It stays.")


def test_places_of_what_is_left_are_told_in_the_text_before() -> None:
    outcome = fix_configuration({"main.tf": DEMO}, [GrowsAndStays()], Level.SAFE)
    left, shown = outcome.diagnostics[0], outcome.as_shown_before.diagnostics[0]
    assert left.location.start != shown.location.start
    assert outcome.before["main.tf"][shown.location.start :].startswith('resource "demo"')


class WouldRewrite(Rule):
    """Proposes another text for an attribute that another rule may have written."""

    name = "would-rewrite"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        value = element["a"]
        if value is not None:
            proposed = Fix("Write another", Level.MANUAL)
            proposed.replace(value, '"another"')
            ctx.report(value, "It is set.", proposed)


def test_a_proposal_about_what_a_fix_wrote_has_nothing_to_show_in_the_text_before() -> None:
    outcome = fix_configuration({"main.tf": DEMO}, [load("set-a"), WouldRewrite()], Level.SAFE)
    (left,) = outcome.diagnostics
    assert left.fix is not None
    assert [edit.text for edit in left.fix.edits] == ['"another"']
    (shown,) = outcome.as_shown_before.diagnostics
    assert shown.fix is not None
    assert (shown.fix.title, shown.fix.edits) == ("Write another", ())


class HasTwin(Rule):
    """Puts a second resource below the first."""

    name = "has-twin"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        if element.label == "x" and not ctx.module.declares("demo.twin"):
            found = Fix("Add a twin", Level.SAFE)
            found.insert_after(element, 'resource "demo" "twin" {\n  v = "new"\n}')
            ctx.report(element, "It is alone.", found)
        elif element.label == "twin":
            ctx.report(element, "It is a twin.")


def test_what_is_about_code_that_the_run_wrote_says_so() -> None:
    outcome = fix_configuration({"main.tf": DEMO}, [HasTwin(), load("set-a")], Level.SAFE)
    assert [(one.diagnostic.address, one.pass_number, one.in_new_code) for one in outcome.applied] == [
        ("demo.x", 1, False),
        ("demo.x", 1, False),
        ("demo.twin", 2, True),
    ]
    assert outcome.in_new_code == set(outcome.diagnostics)
    (shown,) = outcome.as_shown_before.diagnostics
    assert shown.detail == "It is about code that a fix would add here."
    assert [stage["main.tf"].count("a = ") for stage in outcome.stages] == [0, 1, 2]


def test_moved_code_is_not_new() -> None:
    class Moves(Rule):
        """Moves a resource to the end."""

        name = "moves"
        target = m.Resource("demo")

        def check(self, element: Resource, ctx: RuleContext) -> None:
            if element.label == "x" and element.start == 0:
                found = Fix("Move it", Level.SAFE)
                found.remove(element)
                found.append(element.node.parent, element.node.text)
                ctx.report(element, "It comes first.", found)
            elif element.label == "x":
                ctx.report(element, "It comes last.")

    two = DEMO + "\n" + DEMO.replace('"x"', '"y"')
    outcome = fix_configuration({"main.tf": two}, [Moves()], Level.SAFE)
    assert [one.message for one in outcome.diagnostics] == ["It comes last."]
    assert outcome.in_new_code == frozenset()
