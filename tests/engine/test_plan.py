from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tffix.edits import TextEdit, splice
from tffix.engine.plan import plan
from tffix.rules import Diagnostic, Level, Location, LoweredFix, Severity


def edit(start: int, end: int, text: str = "x", *key: str, path: str = "a.tf") -> TextEdit:
    return TextEdit(path, start, end, text, key)


def finding(
    *edits: TextEdit,
    rule: str = "r",
    new_files: tuple[tuple[str, str], ...] = (),
    copied: tuple[tuple[str, int, int], ...] = (),
) -> Diagnostic:
    fix = LoweredFix("Fix it", Level.SAFE, edits, new_files, copied=copied)
    return Diagnostic(rule, Severity.WARNING, "M.", Location("a.tf", 0, 0), fix=fix)


# First edit, second edit, whether both go in together.
MATRIX = {
    "apart": (edit(0, 2), edit(4, 6), True),
    "touching": (edit(0, 2), edit(2, 4), True),
    "overlapping": (edit(0, 3), edit(2, 4), False),
    "one inside the other": (edit(0, 9), edit(2, 4), False),
    "one around the other": (edit(2, 4), edit(0, 9), False),
    "the same": (edit(2, 4), edit(2, 4), True),
    "one range, two texts": (edit(2, 4, "x"), edit(2, 4, "y"), False),
    "one range, two keys": (edit(2, 4, "x", "a"), edit(2, 4, "y", "b"), False),
    "insertion before a replacement": (edit(2, 2), edit(2, 4), True),
    "insertion behind a replacement": (edit(4, 4), edit(2, 4), True),
    "insertion inside a replacement": (edit(3, 3), edit(2, 4), False),
    "keyed insertion inside a replacement": (edit(3, 3, "x", "a"), edit(2, 4), False),
    "replacement around an insertion": (edit(2, 4), edit(3, 3), False),
    "insertions with two keys": (edit(3, 3, "x", "a"), edit(3, 3, "y", "b"), True),
    "insertions with one key": (edit(3, 3, "x", "a"), edit(3, 3, "y", "a"), False),
    "equal insertions with one key": (edit(3, 3, "x", "a"), edit(3, 3, "x", "a"), True),
    "insertions without a key": (edit(3, 3, "x"), edit(3, 3, "y"), False),
    "insertion with a key at one without": (edit(3, 3, "x"), edit(3, 3, "y", "a"), False),
    "insertion without a key at one with": (edit(3, 3, "x", "a"), edit(3, 3, "y"), False),
    "one key at two places": (edit(1, 1, "x", "a"), edit(5, 5, "y", "a"), False),
    "one range in two files": (edit(2, 4, "x"), edit(2, 4, "y", path="b.tf"), True),
    "one key in two files": (edit(3, 3, "x", "a"), edit(3, 3, "y", "a", path="b.tf"), True),
}


@pytest.mark.parametrize(("first", "second", "together"), MATRIX.values(), ids=MATRIX)
def test_two_fixes(first: TextEdit, second: TextEdit, together: bool) -> None:
    planned = plan([finding(first, rule="one"), finding(second, rule="two")])
    assert [d.rule for d in planned.taken] == (["one", "two"] if together else ["one"])
    assert [d.rule for d in planned.put_off] == ([] if together else ["two"])


# An edit beside a fix that writes elsewhere and copies 2 to 6, whether both go in together.
COPIES = {
    "of it": (edit(2, 6), False),
    "of a part": (edit(4, 8), False),
    "inside": (edit(4, 4), False),
    "before": (edit(2, 2), True),
    "behind": (edit(6, 6), True),
    "in another file": (edit(2, 6, path="b.tf"), True),
}


@pytest.mark.parametrize(("changed", "together"), COPIES.values(), ids=COPIES)
def test_what_is_copied_does_not_change_in_the_same_pass(changed: TextEdit, together: bool) -> None:
    copy = finding(edit(20, 20), rule="copy", copied=(("a.tf", 2, 6),))
    change = finding(changed, rule="change")
    assert len(plan([change, copy]).taken) == len(plan([copy, change]).taken) == (2 if together else 1)


def test_a_fix_goes_in_wholly_or_not_at_all() -> None:
    planned = plan([finding(edit(0, 4)), finding(edit(2, 3), edit(8, 9), edit(0, 1, path="b.tf"), rule="two")])
    assert planned.edits == {"a.tf": [edit(0, 4)]}
    assert [d.rule for d in planned.put_off] == ["two"]


def test_fixes_may_share_an_edit() -> None:
    shared = edit(3, 3, "shared", "k")
    planned = plan([finding(shared, edit(0, 1)), finding(shared, edit(5, 6), rule="two")])
    assert len(planned.taken) == 2
    assert planned.edits["a.tf"].count(shared) == 1


def test_new_files_agree_or_wait() -> None:
    one, same = (finding(rule=rule, new_files=(("n.txt", "x"),)) for rule in ("one", "same"))
    other = finding(rule="other", new_files=(("n.txt", "y"),))
    planned = plan([one, same, other])
    assert [d.rule for d in planned.taken] == ["one", "same"]
    assert planned.new_files == {"n.txt": "x"}


TEXT = "0123456789"
KEYS = st.one_of(st.just(()), st.sampled_from([("a",), ("b",), ("c",)]))


@st.composite
def edits(draw: st.DrawFn) -> TextEdit:
    start = draw(st.integers(0, len(TEXT)))
    end = draw(st.one_of(st.just(start), st.integers(start, len(TEXT))))
    path = draw(st.sampled_from(["a.tf", "b.tf"]))
    return TextEdit(path, start, end, draw(st.sampled_from(["", "x", "yy"])), draw(KEYS))


def is_sound(fix: tuple[TextEdit, ...]) -> bool:
    """Whether the edits of one fix are as `lower` hands them on: disjoint, no two bare insertions at one place."""
    alone = [finding(one) for one in fix]
    return len(plan(alone).taken) == len(fix) and len(set(fix)) == len(fix)


FIXES = st.lists(st.lists(edits(), min_size=1, max_size=3).map(tuple).filter(is_sound), max_size=12)


@given(FIXES)
def test_a_plan_can_be_spliced(fixes: list[tuple[TextEdit, ...]]) -> None:
    findings = [finding(*fix, rule=str(number)) for number, fix in enumerate(fixes)]
    planned = plan(findings)
    assert len(planned.taken) + len(planned.put_off) == len(findings)
    assert findings == [] or planned.taken[0] == findings[0], "what comes first goes in"
    for path, chosen in planned.edits.items():
        splice(TEXT, chosen)
        assert {e for d in planned.taken if d.fix for e in d.fix.edits if e.path == path} == set(chosen)
        keys = [e.key for e in chosen if e.key]
        assert len(keys) == len(set(keys))


@given(FIXES)
def test_what_was_put_off_is_in_the_way(fixes: list[tuple[TextEdit, ...]]) -> None:
    findings = [finding(*fix, rule=str(number)) for number, fix in enumerate(fixes)]
    planned = plan(findings)
    for waiting in planned.put_off:
        earlier = [d for d in planned.taken if int(d.rule) < int(waiting.rule)]
        assert any(plan([one, waiting]).put_off for one in earlier)


@given(FIXES, st.randoms())
def test_fixes_that_go_together_do_so_in_any_order(fixes: list[tuple[TextEdit, ...]], random: object) -> None:
    taken = plan([finding(*fix, rule=str(number)) for number, fix in enumerate(fixes)]).taken
    shuffled = list(taken)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = plan(shuffled)
    assert again.put_off == []
    results = [
        {path: splice(TEXT, chosen) for path, chosen in planned.edits.items()} for planned in (plan(taken), again)
    ]
    assert results[0] == results[1]
