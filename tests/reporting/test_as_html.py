"""The HTML report as text: well-formed, self-contained, under a strict policy, with every value back from its data."""

import base64
import hashlib
import io
import json
import re
import warnings
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.model import Decision, Duty, Law, Notice, Problem, Seen, Verdict
from banlint.reporting import as_html
from banlint.reporting.as_html import HtmlReporter
from banlint.reporting.html.island import Shared, encode
from banlint.reporting.html.markup import el, text
from banlint.reporting.html.page import SCRIPTS, STYLES
from banlint.reporting.html.rows import COLUMNS
from banlint.reporting.html.tally import Tally
from banlint.reporting.html.timeline import timeline
from banlint.text import show

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed: it is in the extra `dev`")

HOSTILE = [
    "</script><script>x</script>", "<!--", "-->", "<!--<script>", "]]>", "\u2028", "a\x00b", '" onload="x', "' x='", "&lt;",
    "{{rows}}", "<style>", "</title>", "##vso[x]", "\ud800", "\u202e", "",
]  # fmt: skip


def report(info, outcome, *findings, seen=(), problems=(), footer=(), sources=None):
    reporter, out = HtmlReporter(), io.StringIO()
    reporter.sources = sources
    reporter.begin(info, out)
    for finding in findings:
        reporter.finding(finding)
    for one in seen:
        reporter.asset(one)
    for problem in problems:
        reporter.problem(problem)
    reporter.end(outcome, footer)
    return out.getvalue()


def parsed(page):
    """The page as a tree; raises where the standard for HTML sees an error in it."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def island(page, name):
    return json.loads(next(one.text for one in parsed(page).iter("script") if one.get("id") == name))


def rows(page):
    """The findings of a page as mappings, what they share put back."""
    shared = island(page, "shared")
    for row in island(page, "data"):
        named = dict(zip(COLUMNS, row, strict=True))
        yield {
            key: shared[key][value] if key in shared and isinstance(value, int) and value >= 0 else value
            for key, value in named.items()
        }


def words(page):
    return re.sub(r"\s+", " ", " ".join(one for part in parsed(page).iter("main") for one in part.itertext()))


def hostile(finding, value):
    one = finding.evidence[0]
    evidence = one._replace(
        identifier=one.identifier._replace(value=value, field=value), match=one.match._replace(term=value, note=value)
    )
    return finding._replace(
        path=value, asset=value, parent=value, entity_name=value, reason=value, regime=value, regime_title=value,
        covered=value, questions=(value,), mend=value, evidence=(evidence,), law=(Law(value, value),), line=value,
        identifiers={"model": value}, facts={"site": value, value: value}, effective=value, pointer=value,
        decision=Decision("waived", value, value, value, value, value, value), fingerprint=value, clause=value,
    )  # fmt: skip


def test_a_page_is_html_as_the_standard_has_it_whatever_is_in_it(finding, info, outcome):
    odd = [
        one for value in HOSTILE for one in (hostile(finding, value), hostile(finding, value)._replace(decision=None))
    ]
    problems = [Problem("input", value, value, value) for value in HOSTILE]
    seen = [Seen(value, value, value, value, False, ()) for value in HOSTILE]
    notices = tuple(Notice("lapsed", value, value, value) for value in HOSTILE)
    counts = outcome.counts._replace(undetermined=99, waived=len(HOSTILE))
    page = report(
        info,
        outcome._replace(counts=counts, notices=notices),
        *odd,
        seen=seen,
        problems=problems,
        footer=tuple(HOSTILE),
    )
    tree = parsed(page)
    assert [one.get("id") or one.get("type") for one in tree.iter("script")] == ["about", "shared", "data", "module"]
    assert [row["asset"] for row in rows(page)] == [show(one.asset) for one in odd if not one.decision] + [
        show(one.asset) for one in odd if one.decision
    ]
    assert len(tree.findall(".//section[@aria-labelledby='problems-title']//table[1]/tbody/tr")) == 2 * len(HOSTILE)


@settings(max_examples=60, deadline=None)
@given(value=st.text())
def test_any_text_comes_back_from_the_data_and_from_the_markup(value):
    assert json.loads(encode(value)) == value
    assert not re.search(r"[<>&\u2028\u2029]|##", encode(value))
    tree = html5lib.parseFragment(
        f'<p title="{text(value, 10_000)}">{text(value, 10_000)}</p>', namespaceHTMLElements=False
    )
    assert tree[0].text or not value  # a newline or blank is visibly there, or escaped
    assert (tree[0].text or "") == tree[0].get("title") == show(value, 10_000)


def test_what_is_not_markup_is_escaped_wherever_it_is_put():
    assert (
        el("p", "<b>", el("b", "&"), cls='"', hidden=True, title="")
        == '<p class="&quot;" hidden>&lt;b&gt;<b>&amp;</b></p>'
    )


def test_the_policy_lets_run_what_is_written_and_nothing_else(finding, info, outcome):
    tree = parsed(report(info, outcome, finding))
    (policy,) = (one.get("content") for one in tree.iter("meta") if one.get("http-equiv"))
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    for directive, element in (("script-src", "script[@type='module']"), ("style-src", "style")):
        content = tree.find(f".//{element}").text
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[directive] == f"'sha256-{digest}'"


def test_a_page_needs_nothing_else(finding, info, outcome):
    tree = parsed(report(info, outcome, finding))
    for one in tree.iter():
        names = set(one.attrib)
        assert not {"src", "style", "srcset", "action", "formaction", "background"} & names
        assert not [name for name in names if name.startswith("on")]
        assert one.get("href", "#")[:1] == "#" or one.get("href") == "data:,"
    style = tree.find(".//style").text
    assert "url(" not in style
    assert "@import" not in style


def test_every_file_of_the_page_is_written_into_it_and_is_ours():
    folder = files("banlint.reporting.html")
    for kind, names in (("css", STYLES), ("js", SCRIPTS)):
        assert sorted(one.name for one in folder.joinpath(kind).iterdir()) == sorted(f"{name}.{kind}" for name in names)
        for one in folder.joinpath(kind).iterdir():
            lines = one.read_text("utf-8").splitlines()
            assert len(lines) < 200
            assert max(map(len, lines)) <= 120, one.name


def test_a_row_holds_all_that_is_told_of_a_finding(finding, info, outcome):
    full = finding._replace(
        parent="rack-1", covered="used so", questions=("What for?",), conflicts=("two makers",), context=("has a camera",),
        mend="replace it", besides=("ends in 2030",), not_honoured=("lapsed",), duty=Duty("7.5", "2019-01-01", "15.00", "USD"),
        facts={"site": "Pier 7", "purpose": "security"}, line="  maker: ACME",
        decision=Decision("waived", "needed", "W-7", "own-policy", "port", "2027-01-31", "waivers.yaml", 4),
    )  # fmt: skip
    (row,) = rows(
        report(info, outcome, full, sources={"acme-report": {"title": "A report", "url": "https://example.org/r"}})
    )
    assert row["regime"] == ["xx-ban", "The ban of X"]
    assert row["entity"] == ["acme", "Acme Cameras Ltd"]
    assert row["law"] == [["X Act s.1", "https://example.org/x"]]
    assert row["notes"] == [
        ["needs", "What for?"], ["covered", "used so"], ["conflict", "two makers"], ["context", "has a camera"],
        ["mend", "replace it"], ["duty", "7.5 percent since 2019-01-01: 15.00 USD on its price"],
        ["besides", "ends in 2030"], ["not honoured", "lapsed"],
    ]  # fmt: skip
    assert row["decision"] == ["waived", "needed", "W-7", "own-policy", "port", "2027-01-31", "waivers.yaml:4"]
    assert (row["site"], row["effective"], row["parent"]) == ("Pier 7", "2020-01-01", "rack-1")
    met, value, line = row["evidence"]
    assert (row["values"][value], line) == ("ACME", 3)
    shared = island(report(info, outcome, full), "shared")
    assert shared["met"][met] == ["manufacturer", 2, "Acme", "a brand of Acme Cameras Ltd", "acme-report", ""]


def test_what_rows_share_stands_once_and_past_the_bound_in_each_row():
    shared = Shared(most=2)
    assert [shared.number("site", one, str) for one in ("a", "b", "a", "c")] == ["0", "1", "0", '"c"']
    assert json.loads("".join(shared.parts())) == {"site": ["a", "b"]}


def test_the_gravest_findings_stand_in_the_table_and_the_charts_count_all(finding, info, outcome, monkeypatch):
    monkeypatch.setattr(as_html, "MOST_ROWS", 2)
    watch = finding._replace(verdict=Verdict.WATCH)
    page = report(info, outcome, watch, finding, watch, finding)
    assert [row["verdict"] for row in rows(page)] == [0, 0]
    assert island(page, "about")["cut"] == 2
    assert "4 (2 prohibited, 2 watch)" in words(page)


def test_what_was_decided_is_told_apart_from_what_is_open(finding, info, outcome):
    waived = finding._replace(
        decision=Decision("waived", "needed until 2027", "W-7", "own-policy", "port", "2027-01-31")
    )
    counts = outcome.counts._replace(findings=3, by_verdict={"prohibited": 1}, waived=2)
    page = report(info, outcome._replace(counts=counts), finding, waived, waived)
    tile = parsed(page).find(".//button[@data-key='prohibited']/span")
    assert tile.text == "1"
    assert "2 waived by a recorded waiver" in words(page)
    section = parsed(page).find(".//section[@aria-labelledby='decisions-title']")
    assert ["".join(one.itertext()) for one in section.iter("td")] == [
        "2",
        "waived",
        "needed until 2027",
        "W-7",
        "own-policy",
        "port",
        "2027-01-31",
    ]


def test_assets_that_nothing_identifies_are_named_as_far_as_there_is_room(finding, info, outcome):
    counts = outcome.counts._replace(undetermined=1500)
    seen = [Seen("lab.yaml", f"/assets/{number}", f"box-{number}", "", number % 2 > 0, ()) for number in range(2400)]
    text = words(report(info, outcome._replace(counts=counts), finding, seen=seen))
    assert "Nothing says who made 1,500 assets" in text
    assert "box-0 " in text
    assert "box-1 " not in text
    assert "box-1998" in text
    assert "and 500 assets more" in text


def test_a_page_says_what_it_is_no_proof_of_and_what_was_asked(finding, info, outcome):
    text = words(report(info, outcome, finding))
    assert "no finding is no clearance" in text
    assert "no legal advice" in text
    assert "0" * 64 in text
    assert "as of 2026-11-22 for us-dod" in text
    assert "us-dod" in text


def test_only_the_day_of_the_question_is_in_a_page(finding, info, outcome):
    other = info._replace(question=info.question._replace(as_of="2024-02-29"))
    page = report(other, outcome._replace(info=other), finding)
    assert set(re.findall(r"\b20\d\d-\d\d-\d\d\b", page)) == {"2024-02-29", "2020-01-01", "2026-11-22"}  # the edition's


def test_the_timeline_adds_up_what_stands_under_bans_by_their_days():
    days = Tally()
    for day, gravity in (("2019-08-13", 0), ("2019-08-13", 1), ("2027-12-23", 3), ("", 4), ("2021-01-01", 5)):
        days.add((day, "xx-ban"), gravity)
    drawn = timeline(days, "2026-11-22")
    assert "2 findings of no known day, or not of law, not shown" in drawn
    assert "+2 on 2019-08-13" in drawn
    assert "asked as of 2026-11-22" in drawn
    assert drawn.count('class="fill prohibited"') == 2  # once for wide pages, once for narrow ones
    assert 'class="fill watch"' not in drawn
    assert "<td>1 prohibited, 1 needs-facts</td>" in drawn


@settings(max_examples=40, deadline=None)
@given(
    days=st.lists(st.one_of(st.dates().map(str), st.text(max_size=12)), max_size=8),
    as_of=st.one_of(st.dates().map(str), st.text(max_size=12)),
)
def test_a_timeline_is_drawn_of_any_days(days, as_of):
    tally = Tally(5)
    for number, day in enumerate(days):
        tally.add((day, "xx-ban"), number % 6)
    drawn = timeline(tally, as_of)
    html5lib.HTMLParser(strict=True).parseFragment(drawn)
    for x in re.findall(r' x1?="(-?[\d.]+)"', drawn):
        assert 0 <= float(x) <= 880


def test_a_run_without_findings_is_a_page_that_says_so(info, outcome):
    counts = outcome.counts._replace(findings=0, by_verdict={})
    page = report(info, outcome._replace(counts=counts, failing=0))
    assert "no findings" in words(page)
    assert "No finding stands under a ban with a day." in words(page)
    assert list(rows(page)) == []
