"""The law as a table: each judgement in judgements/*.yaml with its citation, judged for real.

What is wanted was read in the law and never in what the code prints. A file holds the cases of some statutes: an
asset, who asks, and rows of days and facts. `with` adds facts to the asset of the case. `asker` may be one of ours
or of the pack in askers/, which asks about one act alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.api.setting import load
from banlint.inventories.generic import Generic
from banlint.judge.judge import Judge
from banlint.match.engine import Engine
from banlint.model import Finding, ProfileId, Question, Verdict

HERE = Path(__file__).parent
FILES = sorted((HERE / "judgements").glob("*.yaml"))
CASE = frozenset({"asset", "asker", "judged"})
ROW = frozenset(
    {
        "as_of",
        "asker",
        "with",
        "include",
        "want",
        "clause",
        "effective",
        "entity",
        "asks",
        "law",
        "says",
        "because",
        "xfail",
    }
)
DATED = frozenset({"prohibited", "restricted", "scheduled"})
WANTED = frozenset({"nothing", *(verdict.value for verdict in Verdict)})
GRAVITY = [verdict.value for verdict in Verdict]


class Judgement(NamedTuple):
    """One row of the table."""

    regime: str
    asset: dict[str, Any]
    asker: str
    row: dict[str, Any]

    @property
    def name(self) -> str:
        facts = ", ".join(f"{key} {value}" for key, value in (self.row.get("with") or {}).items())
        parts = "".join(f" with {_what(part)} inside" for part in self.asset.get("components") or ())
        asks = f"{self.asker}{', unverified included,' if self.row.get('include') else ''}"
        said = f"{_what(self.asset)}{parts}{f' ({facts})' if facts else ''}"
        return f"{self.regime}: {said}, {asks} on {self.row['as_of']}: {self.row['want']}"

    @property
    def question(self) -> Question:
        include = tuple(self.row.get("include") or ())
        return Question((ProfileId(self.asker),), self.row["as_of"], (self.regime,), include=include)


def _what(asset: dict[str, Any]) -> str:
    known = ("manufacturer", "brand", "model", "category", "funding", "purpose", "essential")
    return " ".join(str(asset[key]) for key in known if asset.get(key))


def _documents() -> list[tuple[Path, dict[str, Any]]]:
    # Days stay text: all that the loader makes is text, lists and mappings.
    return [
        (path, document)
        for path in FILES
        for document in yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    ]


def _judgements() -> list[Judgement]:
    return [
        Judgement(
            str(document["regime"]),
            {**case["asset"], **(row.get("with") or {})},
            str(row.get("asker") or case["asker"]),
            row,
        )
        for _, document in _documents()
        for case in document["cases"]
        for row in case["judged"]
    ]


JUDGEMENTS = _judgements()


@cache
def _loaded() -> tuple[Any, Engine]:
    loaded = load([str(HERE / "askers")], third_party=False)
    return loaded.catalog, Engine(loaded.catalog, loaded.plugins.parts(loaded.catalog).matchers)


@lru_cache(maxsize=2000)
def _judge(question: Question) -> Judge:
    return Judge(_loaded()[0], question)


def _found(asset: dict[str, Any], question: Question) -> list[Finding]:
    engine = _loaded()[1]
    judge = _judge(question)
    return [
        finding
        for one in Generic().assets({"assets": [asset]})
        for finding in judge.judge(one, engine.resolve(one, question.as_of))
    ]


def _marked(one: Judgement) -> Any:
    return pytest.param(one, id=one.name, marks=_marks(one.row))


def _marks(row: dict[str, Any]) -> list[Any]:
    return [pytest.mark.xfail(reason=row["xfail"])] if row.get("xfail") else []


@pytest.mark.parametrize("one", [_marked(one) for one in JUDGEMENTS])
def test_the_law_is_judged_as_it_is_written(one):
    row = one.row
    found = _found(one.asset, one.question)
    gravest = min(found, key=lambda finding: GRAVITY.index(finding.verdict.value), default=None)
    assert (gravest.verdict.value if gravest else "nothing") == row["want"], row["because"]
    if gravest is None:
        return
    told = {"clause": gravest.clause, "effective": gravest.effective, "entity": str(gravest.entity)}
    assert told == {**told, **{key: row[key] for key in told if key in row}}, row["because"]
    assert any(row.get("asks", "") in question for question in gravest.questions or ("",)), gravest.questions
    assert row.get("says", "") in gravest.reason
    assert any(row.get("law", "") in law.citation for law in gravest.law), gravest.law
    _of_the_askers_own_acts(one, found)


def _of_the_askers_own_acts(one: Judgement, found: list[Finding]) -> None:
    """Acts are never mixed up: what is told is about an act of the asker's own, in the words of its clause."""
    catalog = _loaded()[0]
    regime, profile = catalog.regimes[one.regime], catalog.profiles[one.asker]
    clauses = {clause["id"]: clause for clause in regime["clauses"]}
    for finding in found:
        clause = clauses[finding.clause]
        assert regime.get("opt_in") or set(clause["acts"]) & set(profile["acts"])
        assert regime.get("opt_in") or set(clause["parties"]) & set(profile["parties"])
        if finding.verdict.value in {*DATED, "needs-facts"}:
            assert clause["says"] in finding.reason
            others = [other["says"] for other in regime["clauses"] if other["says"] != clause["says"]]
            assert not any(says in finding.reason for says in others)


@pytest.mark.parametrize(
    ("asset", "row"),
    [
        pytest.param(
            case["asset"],
            row,
            id=f"{_what(case['asset'])}, {' '.join(row['askers'])} on {row['as_of']}",
            marks=_marks(row),
        )
        for case in yaml.load((HERE / "whole.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for row in case["judged"]
    ],
)
def test_who_asks_everything_is_told_all_that_binds_and_nothing_else(asset, row):
    found: dict[str, str] = {}
    for finding in _found(asset, Question(tuple(map(ProfileId, row["askers"])), row["as_of"])):
        known = found.get(finding.regime, finding.verdict.value)
        found[finding.regime] = min(known, finding.verdict.value, key=GRAVITY.index)
    assert found == row["want"], row["because"]


def _named(record: Any) -> Iterator[str]:
    """Every day from which something else may hold: days that a record names, and the days after the last of something."""
    if isinstance(record, Mapping):
        for key, value in record.items():
            if key in ("on", "since", "listed_on", "delisted_on") and value:
                yield str(value)
            elif key == "until" and value:
                yield (date.fromisoformat(str(value)) + timedelta(1)).isoformat()
            else:
                yield from _named(value)
    elif isinstance(record, (list, tuple)):
        for one in record:
            yield from _named(one)


@cache
def _sales() -> frozenset[str]:
    """The days of every company's affiliates, brands and names."""
    return frozenset(day for name, one in _loaded()[0].entities.items() if ":" not in name for day in _named(one))


@cache
def _named_days(regime: str) -> frozenset[str]:
    """The days that the regime, its lists or any company names: all that may change a verdict."""
    catalog = _loaded()[0]
    record = catalog.regimes[regime]
    lists = [catalog.lists.get(one["list"]) or {} for one in record.get("listings") or () if one.get("list")]
    rows = {day for entities in lists for rows in entities.values() for row in rows for day in _named(row)}
    return frozenset(_named(record)) | rows | _sales()


def _own_days(asset: dict[str, Any]) -> set[str]:
    # What is dated later than the day asked about has not happened yet.
    return {str(value) for key, value in asset.items() if key.endswith(("_date", "_on"))}


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(JUDGEMENTS), st.dates(date(2012, 1, 1), date(2031, 1, 1)))
def test_a_verdict_changes_only_on_days_that_a_law_a_list_or_a_sale_names(one, day):
    past = [named for named in _named_days(one.regime) | _own_days(one.asset) if named <= day.isoformat()]
    was = _told(one, max(past, default="2012-01-01"))
    assert _told(one, day.isoformat()) == was


def _told(one: Judgement, day: str) -> list[tuple[str, str, str]]:
    return [
        (finding.verdict.value, finding.clause, finding.effective)
        for finding in _found(one.asset, one.question._replace(as_of=day))
    ]


def test_every_judgement_is_whole():
    for one in JUDGEMENTS:
        row = one.row
        assert row.keys() <= ROW, one.name
        assert row["want"] in WANTED, one.name
        assert len(row["because"].split()) > 3, one.name
        # A verdict that bites names its clause and its day; an open question the field that would answer it.
        assert row["want"] not in DATED or {"clause", "effective"} <= row.keys(), one.name
        assert row["want"] != "needs-facts" or "asks" in row, one.name


def test_every_judgement_is_told_by_a_name_of_its_own():
    names = [one.name for one in JUDGEMENTS]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_case_is_written_in_the_words_of_the_table():
    for path, document in _documents():
        assert document.keys() <= {"regime", "about", "cases"}, path.name
        for case in document["cases"]:
            assert case.keys() == CASE, f"{path.name}: {document['regime']}: {case}"
