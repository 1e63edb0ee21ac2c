from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tffix.output.cells import clean, fold, width_of, wrap
from tffix.output.human import render_diagnostic
from tffix.output.locate import TextLocator
from tffix.output.style import Style
from tffix.rules.diagnostics import Diagnostic, Location, Severity

ANYTHING = (
    st.text(st.sampled_from('ab {}"=\t\r\n\x1b\x00é日\u0301\u200b\u200d\u2028\ufeff\U0001f600\udce9')) | st.text()
)


def test_widths() -> None:
    assert [width_of(text) for text in ("abc", "日本", "e\u0301", "é", "\U0001f600", "")] == [3, 4, 1, 1, 2, 0]


def test_joined_pictures_are_one() -> None:
    joined = "\U0001f469\u200d\U0001f4bb"
    assert width_of(joined) == 2
    assert wrap(joined * 2, 2) == [joined, joined]


def test_folding() -> None:
    assert list(fold("abcdef", 4)) == ["abcd", "ef"]
    assert list(fold("a日本", 2)) == ["a", "日", "本"]
    assert list(fold("", 4)) == [""]


def test_cleaning_is_one_for_one() -> None:
    assert clean("a\tb\n\x1b\udce9\u202e\u200d") == "a\tb\n\ufffd\ufffd\ufffd\u200d"
    assert clean("é日", "latin-1") == "é?"


def test_wrapping() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("one two three", 9, first="- ", rest="  ") == ["- one two", "  three"]
    assert wrap("a  b\n\n   indented line", 12) == ["a  b", "", "   indented", "   line"]
    assert wrap("see /a/very/long/path.tf now", 10) == ["see", "/a/very/long/path.tf", "now"]
    assert wrap("日本語日本語", 6) == ["日本語", "日本語"]
    assert wrap("", 10) == [""]


@settings(deadline=None)
@given(ANYTHING, st.integers(1, 30))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    text = clean(text)
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@settings(deadline=None)
@given(ANYTHING, st.integers(-3, 60), st.integers(-3, 60), st.integers(40, 90), st.sampled_from(["utf-8", "ascii"]))
def test_whatever_stands_there_the_frame_holds(text: str, start: int, size: int, width: int, encoding: str) -> None:
    found = Diagnostic("r", Severity.ERROR, "M.", Location("a.tf", start, start + size))
    style = Style(width, encoding=encoding)
    shown = render_diagnostic(found, TextLocator({"a.tf": text}), style)
    shown.encode(encoding)
    lines = shown.split("\n")
    assert all(line[:1] == style.box.side for line in lines[1:-2])
    assert all(width_of(line) <= width for line in lines)
    assert all(c >= " " and c != "\x7f" for line in lines for c in line)
    carets = [line for line in lines if line.strip(f"{style.box.side} ^") == "" and "^" in line]
    assert carets or found.location.is_whole, shown
