"""Every regime of the research stands in the catalog with what is sure of it: citations, days, listed companies."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from banlint.api.identify import asset, resolve
from banlint.api.setting import load
from banlint.model import Confidence

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "rules"
RESEARCH = ROOT.parent / "shared" / "reference" / "regimes.json"
NUMBER = re.compile(
    r"(?P<law>Pub\. L\. [0-9]+-[0-9]+)|(?P<page>[0-9]+ FR [0-9]+)|(?P<title>[0-9]+) CFR (?:part )?(?P<part>[0-9]+)"
)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

pytestmark = pytest.mark.skipif(not RESEARCH.is_file(), reason="the sibling folder `shared` is absent")


def _research() -> list[Any]:
    return list(json.loads(RESEARCH.read_text(encoding="utf-8"))) if RESEARCH.is_file() else []


REGIMES = pytest.mark.parametrize("regime", _research(), ids=lambda regime: str(regime["id"]))


@cache
def _file(name: str) -> str:
    found = sorted(RULES.glob(f"regimes/*/{name}.yaml"))
    return found[0].read_text(encoding="utf-8") if found else ""


@cache
def _data(name: str) -> Any:
    return yaml.load(_file(name), Loader=yaml.BaseLoader) or {}


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        # The day a source was read and the days of examples are no facts of the law.
        return [text for key, item in value.items() if key not in ("read", "examples") for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [str(value)]


def _sure(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [item for item in items if item.get("confidence") == "high"]


@cache
def _entities(name: str) -> frozenset[str]:
    """What a name in a field for makers leads to, long lists included."""
    loaded = _loaded()
    identity = resolve(loaded[0], loaded[1], asset((), {"manufacturer": name}), "")
    return frozenset(str(one.match.entity) for one in identity.evidence if one.match.confidence is Confidence.CERTAIN)


@cache
def _loaded() -> Any:
    found = load()
    return found.catalog, found.plugins.parts(found.catalog)


def _lists(name: str) -> frozenset[str]:
    return frozenset(str(one["list"]) for one in _data(name).get("listings") or () if "list" in one)


def _listed(name: str) -> set[str]:
    """The entities that a regime lists, by itself or through rows of long lists."""
    lists = _loaded()[0].lists
    own = {str(one["entity"]) for one in _data(name).get("listings") or () if "entity" in one}
    return own | {str(entity) for one in _lists(name) for entity in lists.get(one) or ()}


def _is_ours(entity: str, name: str) -> bool:
    """Whether it has a file of its own, or is a row of a list of this very regime: that of another says nothing."""
    head, colon, _ = entity.partition(":")
    return not colon or head in _lists(name)


@REGIMES
def test_a_regime_of_the_research_is_a_file_of_its_name(regime):
    assert _file(regime["id"]), "no file of that id"
    assert _data(regime["id"])["id"] == regime["id"]


@REGIMES
def test_the_numbers_of_every_sure_citation_stand_in_the_file(regime):
    text = " ".join(_file(regime["id"]).split())
    missing = [
        found[0]
        for citation in _sure(regime["citations"])
        for found in NUMBER.finditer(citation["citation"])
        if not (
            re.search(rf"\b{found['title']} CFR (part )?{found['part']}\b", text)
            if found["title"]
            else found[0] in text
        )
    ]
    assert not missing


@REGIMES
def test_every_sure_day_of_its_history_is_a_stage_or_stands_in_a_note(regime):
    told = " ".join(_strings(_data(regime["id"])))
    missing = [
        f"{event['date']}: {event['event']}"
        for event in _sure(regime["timeline"])
        for day in DAY.findall(event["date"]) or [event["date"]]
        if day not in told
    ]
    assert not missing


@REGIMES
def test_every_company_it_surely_names_and_that_we_know_is_listed(regime):
    listed = _listed(regime["id"])
    missing = []
    for entity in _sure(regime["entities"]):
        met = frozenset().union(*(_entities(name) for name in (entity["name"], *entity["aliases"])))
        known = {one for one in met if _is_ours(one, regime["id"])}
        if known and not known & listed:
            missing.append(f"{entity['name']}: {', '.join(sorted(known))}")
    assert not missing


@REGIMES
def test_a_regime_that_is_not_sure_says_so(regime):
    found = _data(regime["id"])
    if str(regime["confidence"]).startswith("low"):
        assert found["confidence"] == "low"
    for doubt in regime["unverified"]:
        assert found.get("unverified"), doubt
