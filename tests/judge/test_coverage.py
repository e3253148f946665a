"""What the table of judgements has to hold: every regime, every day on which one changes, every kind of answer."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "rules"
RESEARCH = RULES.parents[1] / "shared/reference/regimes.json"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
JUDGEMENTS = 180
# Days that no judgement stands on, by regime, each with the reason.
LEFT_OUT: dict[str, dict[str, str]] = {}


def _yaml(path: Path) -> list[Any]:
    return list(yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


REGIMES = {path.stem: _yaml(path)[0] for path in sorted(RULES.glob("regimes/*/*.yaml"))}


@cache
def _rows() -> list[tuple[str, str, dict[str, Any]]]:
    return list(_read())


def _read() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted((HERE / "judgements").glob("*.yaml")):
        for document in _yaml(path):
            for case in document["cases"]:
                for row in case["judged"]:
                    yield document["regime"], row.get("asker") or case["asker"], row


def _days(regime: dict[str, Any]) -> dict[str, str]:
    """Each day that a stage of the regime names, with where it stands."""
    parts = [(regime["id"], regime)]
    parts += [(f"clause {one['id']}", one) for one in regime.get("clauses") or ()]
    parts += [(f"listing {one.get('entity') or one['citation']}", one) for one in regime.get("listings") or ()]
    return {stage["on"]: where for where, part in reversed(parts) for stage in part.get("stages") or ()}


@cache
def _judged() -> dict[str, set[str]]:
    judged: dict[str, set[str]] = defaultdict(set)
    for regime, _, row in _rows():
        judged[regime].add(row["as_of"])
    return judged


def test_there_are_as_many_judgements_as_promised():
    assert len(_rows()) >= JUDGEMENTS


@pytest.mark.parametrize("regime", REGIMES)
def test_every_day_on_which_a_regime_changes_is_judged(regime):
    judged = _judged()[regime]
    assert judged, "no judgement at all"
    left = LEFT_OUT.get(regime, {})
    missing = {day: where for day, where in _days(REGIMES[regime]).items() if day not in judged and day not in left}
    assert missing == {}


@pytest.mark.skipif(not RESEARCH.is_file(), reason="the sibling folder `shared` is absent")
def test_every_day_that_the_research_names_is_judged():
    found = json.loads(RESEARCH.read_text(encoding="utf-8")) if RESEARCH.is_file() else []
    missing = [
        f"{regime['id']} {day}: {event['event']}"
        for regime in found
        for event in regime["timeline"]
        for day in DAY.findall(event["date"])
        if day not in _judged()[regime["id"]]
    ]
    assert missing == []


def test_what_is_left_out_is_a_day_of_its_regime():
    for regime, days in LEFT_OUT.items():
        assert days.keys() <= _days(REGIMES[regime]).keys(), regime
        assert all(len(reason.split()) > 3 for reason in days.values())


def test_every_answer_there_is_is_wanted_somewhere():
    wanted = {row["want"] for _, _, row in _rows()}
    assert wanted == {"nothing", "prohibited", "restricted", "needs-facts", "scheduled", "proposed", "watch"}


def test_every_act_that_a_law_forbids_is_asked_about():
    profiles = {path.stem: _yaml(path)[0] for path in RULES.glob("profiles/*.yaml")}
    profiles |= {path.stem: _yaml(path)[0] for path in (HERE / "askers/profiles").glob("*.yaml")}
    asked: dict[str, set[str]] = defaultdict(set)
    for regime, asker, row in _rows():
        if row["want"] != "nothing":
            asked[regime] |= set(profiles[asker]["acts"])
    for name, regime in REGIMES.items():
        for clause in regime["clauses"] if regime.get("listings") and not regime.get("opt_in") else ():
            assert asked[name] & set(clause["acts"]), f"{name}: {clause['id']}"
