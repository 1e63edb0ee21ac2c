from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tffix.edits import TextEdit, splice
from tffix.engine.trace import Trace
from tffix.rules import Diagnostic, Location, Related, Severity


def back(start: int, end: int, *stages: list[TextEdit], number: int = 2) -> tuple[int, int]:
    trace = Trace()
    trace.add(1, "a.tf", stages)
    found = Diagnostic("r", Severity.INFO, "M.", Location("a.tf", start, end))
    location = trace.to_original(found, number).location
    return location.start, location.end


def edit(start: int, end: int, text: str) -> TextEdit:
    return TextEdit("a.tf", start, end, text)


def test_before_an_edit_nothing_moves() -> None:
    assert back(0, 3, [edit(5, 5, "xxx")]) == (0, 3)


def test_behind_an_edit_everything_moves() -> None:
    assert back(8, 10, [edit(5, 5, "xxx")]) == (5, 7)
    assert back(8, 10, [edit(2, 5, "")]) == (11, 13)


def test_inside_new_text_it_is_where_the_edit_was() -> None:
    assert back(6, 7, [edit(5, 5, "xxx")]) == (5, 5)


def test_stages_are_undone_last_first() -> None:
    assert back(12, 14, [edit(0, 0, "xx")], [edit(4, 4, "yyyy")]) == (6, 8)


def test_a_finding_of_the_first_pass_stays() -> None:
    assert back(8, 10, [edit(5, 5, "xxx")], number=1) == (8, 10)


def test_other_files_and_related_places() -> None:
    trace = Trace()
    trace.add(1, "a.tf", [[edit(0, 0, "xx")]])
    related = (Related(Location("a.tf", 4, 5), "here"), Related(Location("b.tf", 4, 5), "there"))
    found = trace.to_original(Diagnostic("r", Severity.INFO, "M.", Location("b.tf", 1, 2), related=related), 2)
    assert found.location == Location("b.tf", 1, 2)
    assert [r.location for r in found.related] == [Location("a.tf", 2, 3), Location("b.tf", 4, 5)]


@given(st.text("ab\n", max_size=30), st.data())
def test_untouched_characters_are_found_again(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    edits = [edit(a, b, data.draw(st.text("XY", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    after = splice(text, edits)
    for offset in range(len(after)):
        if after[offset] not in "XY":
            original = back(offset, offset + 1, edits)[0]
            assert text[original] == after[offset]
            assert not any(e.start <= original < e.end for e in edits)
