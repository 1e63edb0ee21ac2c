"""The page: everything on it is escaped, it needs nothing else, and a browser can use it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import browser as chromium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tffix.output.page_code import coloured
from tffix.output.report_page import report_page
from tffix.responses.changes import Change, Hunk
from tffix.responses.entries import Entry, Item, State
from tffix.responses.places import Spot
from tffix.responses.report import FileChange, Loss, Remark, Report
from tffix.responses.requirements import Judgement, Requirement
from tffix.rules.diagnostics import Severity

NASTY = "</script><img src=x onerror=alert(1)>&amp;'\"<!--"
OLD = f'# {NASTY}\nresource "aws_vpc" "a" {{\n  cidr_block = "10.0.0.0/16" # {NASTY}\n' + "  x = 1\n" * 20 + "}\n"
NEW = OLD.replace("10.0.0.0/16", "10.0.0.0/8").replace("\n}", f'\n  tags = {{ a = "{NASTY}" }}\n}}')


def entry(number: int, severity: Severity, state: State, rule: str, line: int) -> Entry:
    spot = Spot(line + 5, line + 5, "main.tf", line, line)
    hunk = Hunk(line, (f"old {NASTY}",), (f"new {NASTY}", ""))
    return Entry(
        number,
        rule,
        "aws",
        severity,
        state,
        f"Title {NASTY}",
        (Item(f"Message {NASTY}.", (spot,), f"aws_vpc.{NASTY}", "", f"Repair {NASTY}"),),
        impact=f"Impact `{NASTY}`",
        changes=(Change("main.tf", (hunk,)),),
    )


REPORT = Report(
    "answer.md",
    40,
    (
        entry(1, Severity.ERROR, State.REPAIRED, "first-rule", 3),
        entry(2, Severity.WARNING, State.OPEN, "second-rule", 3),
        entry(3, Severity.INFO, State.PROPOSED, "third-rule", 23),
    ),
    (
        FileChange("main.tf", "main.tf", OLD, NEW, 2, 1, True),
        FileChange(f"{NASTY}.py", f"{NASTY}.py", None, "<b>\n", 1, 0, False),
    ),
    (Requirement(f"Demand {NASTY}", ((4, f"Said {NASTY}"),), Judgement(False, NASTY), Judgement(None, NASTY)),),
    (Remark(9, f"Unclear {NASTY}"),),
    (Loss("main.tf", Spot(30, 40), NASTY, ((NASTY, (Spot(3, 3, "main.tf", 1, 1),)),)),),
    (f"Unjudged {NASTY}",),
    (Remark(3, f"Read {NASTY}"),),
)
PAGE = report_page(REPORT)


class Tags(HTMLParser):
    """Every element, and all text outside of style and script."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if "href" in values else []
        if tag not in {"meta", "col", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.text += data


def parsed(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.close()
    assert tags.open == []
    return tags


def test_everything_is_escaped() -> None:
    tags = parsed(PAGE)
    assert "img" not in tags.names
    assert not {name for name in tags.attributes if name.startswith("on") or name in ("src", "style")}
    assert PAGE.count("<script>") == PAGE.count("</script>") == 1
    assert tags.text.count(NASTY) >= 15


def test_links_lead_somewhere() -> None:
    tags = parsed(PAGE)
    assert len(tags.ids) == len(set(tags.ids))
    assert {link.removeprefix("#") for link in tags.links} <= set(tags.ids)
    assert all(link.startswith("#") for link in tags.links), "no network"


def test_nothing_is_left_out() -> None:
    tags = parsed(PAGE)
    for line in NEW.splitlines():
        assert line in tags.text
    assert ", lines 30-40." in tags.text
    assert html.unescape(report_page(REPORT)) == html.unescape(PAGE)


@given(st.text(alphabet=st.sampled_from('ab1 \n\r\t"${}[]#/*=<>-.,:%\\\u00e9'), max_size=80))
def test_colours_lose_nothing(text: str) -> None:
    lines = coloured(text, "main.tf")
    plain = ["".join(piece for piece, _ in line) for line in lines]
    wanted = text.replace("\r\n", "\n").split("\n")
    if wanted[-1] == "":
        wanted.pop()
    assert plain == wanted


def test_colours_mean_something() -> None:
    (line,) = coloured('name = upper("a-${var.b}") # c', "x.tf")
    kinds = {text: kind for text, kind in line if kind}
    assert kinds == {"name": "a", "upper": "f", '"a-': "s", "${": "k", "var.b": "r", "}": "k", '"': "s", "# c": "c"}
    assert coloured("x = 1\n", "x.py") == [[("x = 1", "")]]


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Browser]:
    if chromium.MISSING:
        pytest.skip(chromium.MISSING)
    folder = tmp_path_factory.mktemp("browser")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    with chromium.browser(folder / "profile") as opened:
        opened.open(folder / "page.html")
        yield opened


SHOWN = "return [...document.querySelectorAll('article')].filter(a => a.offsetParent).map(a => a.id)"
CONTRAST = """
const luminance = (text) => {
  const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (node) => {
  for (let at = node; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!/, 0\\)$/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
};
const poor = new Set();
for (const node of document.body.querySelectorAll("*")) {
  if (!node.offsetParent || ![...node.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
  const [high, low] = [luminance(getComputedStyle(node).color), luminance(ground(node))].sort((a, b) => b - a);
  if ((high + 0.05) / (low + 0.05) < 4.5) poor.add(`${node.tagName} ${node.className} ${ground(node)}`);
}
return [...poor];
"""


def test_filter(window: chromium.Browser) -> None:
    assert window.run(SHOWN) == ["finding-1", "finding-2", "finding-3"]
    window.click("input[value=error]")
    assert window.run(SHOWN) == ["finding-2", "finding-3"]
    assert window.run("return document.querySelector('output').value") == "2 of 3 shown"
    window.run("document.querySelector('input[value=open]').focus()")
    window.press(" ")
    assert window.run(SHOWN) == ["finding-3"]
    window.click("button[type=reset]")
    window.run(
        "const s = document.querySelector('select'); s.value = 'second-rule';"
        "s.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    assert window.run(SHOWN) == ["finding-2"]
    window.run("location.hash = ''; location.hash = '#finding-1'")
    assert "finding-1" in window.run(SHOWN), "a link shows what it leads to"


def test_hidden_lines_unfold(window: chromium.Browser) -> None:
    hidden = "return document.querySelectorAll('.diff tbody[hidden]').length"
    before = window.run(hidden)
    assert before > 0
    window.click(".gap button")
    assert window.run(hidden) == before - 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_readable(window: chromium.Browser, scheme: str, width: int) -> None:
    window.resize(width, 800)
    window.emulate(prefers_color_scheme=scheme)
    assert window.run("return document.documentElement.scrollWidth <= window.innerWidth"), "nothing sticks out"
    assert window.run(CONTRAST) == []


def test_theme_can_be_switched(window: chromium.Browser) -> None:
    window.emulate(prefers_color_scheme="light")
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = window.run(ground)
    window.click(".theme")
    assert window.run(ground) != light
    window.click(".theme")
    assert window.run(ground) == light


def test_printed_page_has_no_controls(window: chromium.Browser) -> None:
    window.emulate(media="print", prefers_color_scheme="dark")
    assert window.run("return document.querySelector('.filter').offsetParent === null")
    assert re.match(r"rgb\(255, 255, 255\)", window.run("return getComputedStyle(document.body).backgroundColor"))
    window.emulate()


def test_console_is_silent(window: chromium.Browser) -> None:
    assert window.log() == []
