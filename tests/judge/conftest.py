"""A small pack of invented companies, and ways to judge assets by one regime of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from banlint.catalog import rules_folder
from banlint.catalog.compile import compile_packs
from banlint.catalog.files import read_folder
from banlint.catalog.index import Catalog
from banlint.catalog.store import Index
from banlint.inventories.generic import Generic
from banlint.judge.judge import Judge
from banlint.match import MATCHERS
from banlint.match.engine import Engine
from banlint.model import ProfileId, Question, Registered

LIST = """\
name,aliases,country,listed_on,delisted_on,citation,entity
Wile Trading LLC,Wile Goods,CN,2020-01-02,,List no. 1,
Rocket Works Ltd.,,CN,2019-01-01,2021-01-02,List no. 2,
Acme Devices Limited,Acme Devices Ltd.,HK,2022-03-04,,List no. 3,acme
Coyote Holdings Co.,Coyote,CN,2021-05-06,,List no. 4,coyote
"""
ACME = {
    "id": "acme", "name": "Acme Devices Corporation Limited", "short": "Acme", "country": "CN", "summary": "Invented.",
    "names": [
        {"text": "Acme Devices Corporation Limited", "kind": "official", "source": "gazette"},
        {"text": "Acme", "kind": "alias", "source": "gazette"},
    ],
    "affiliates": [
        {"name": "Acme Devices Limited", "aliases": ["Acme Devices Ltd."], "relation": "affiliate", "confidence": "high", "source": "gazette"},
        {"name": "Roadrunner Networks", "relation": "subsidiary", "confidence": "high", "source": "gazette"},
    ],
    "models": [
        {"id": family, "family": f"{family} cameras", "pattern": pattern, "stands_alone": True, "confidence": sure,
         "source": "gazette", "match": ["AC-2143"], "no_match": ["DS918"]}
        for family, pattern, sure in (("ac-2", r"\bAC-2[0-9]{3}\b", "certain"), ("ac", r"\bAC-[0-9]{4}\b", "probable"))
    ],
    "examples": {"match": [{"manufacturer": "Acme", "basis": "alias"}], "no_match": [{"manufacturer": "Beep"}]},
}  # fmt: skip
COYOTE = {
    "id": "coyote", "name": "Coyote Holdings Co.", "short": "Coyote", "country": "CN", "summary": "Invented.",
    "names": [{"text": "Coyote Holdings Co.", "kind": "official", "source": "gazette"}, {"text": "Coyote", "kind": "alias", "source": "gazette"}],
    "examples": {"match": [{"manufacturer": "Coyote", "basis": "alias"}], "no_match": [{"manufacturer": "Beep"}]},
}  # fmt: skip
VOCABULARY = {
    "placeholders": ["unknown", "n/a"],
    "parties": {"buyer": "a public buyer", "importer": "an importer", "anyone": "anyone"},
    "acts": {
        "buy": {"may_not": "may not buy it", "done_on": ["purchase_date"]},
        "import": {"may_not": "may not import it", "done_on": ["import_date", "purchase_date"]},
        "use": {"may_not": "may not use it", "ends_on": ["retired_on"]},
    },
    "statuses": {"retired": {"title": "retired", "words": ["scrapped"]}, "in-use": {"title": "in use"}},
    "fundings": {"grant": {"title": "grant"}, "own": {"title": "own money"}},
    "categories": {
        "video": {"title": "video equipment"},
        "camera": {"title": "camera", "words": ["cam"], "within": ["video"]},
        "router": {"title": "router"},
        "home-router": {"title": "home router", "words": ["wifi router"], "within": ["router"]},
        "chip": {"title": "chip", "words": ["soc"]},
    },
    "purposes": {"patrol": {"title": "patrol", "words": ["guarding"]}, "fun": {"title": "fun"}},
    "site_kinds": {"port": {"title": "port"}, "home": {"title": "home"}},
    "countries": {
        "CN": {"title": "China", "words": ["PRC", "中国"]},
        "US": {"title": "United States", "words": ["USA"]},
        "MX": {"title": "Mexico"},
    },
    "capabilities": {
        "face-recognition": {"title": "face recognition", "words": ["facial recognition", "人脸识别"]},
        "gait-recognition": {"title": "gait recognition", "words": ["gait"]},
    },
}
LISTING = {
    "citation": "Ban Act s.2", "url": "https://example.org/ban", "read": "2026-01-01", "confidence": "high",
    "source": "gazette",
}  # fmt: skip
REGIME = {
    "id": "xx-ban", "title": "The Ban Act", "short": "The Ban", "jurisdiction": "XX", "kind": "procurement-ban",
    "effect": "prohibited", "confidence": "high", "summary": "Nobody may buy it.",
    "law": [{"citation": "Ban Act s.1", "url": "https://example.org/ban", "source": "gazette"}],
    "clauses": [{"id": "buy", "parties": ["buyer"], "acts": ["buy"], "citation": "Ban Act s.1", "says": "a public buyer may not buy it"}],
    "stages": [
        {"state": "enacted", "on": "2018-08-13", "source": "gazette"},
        {"state": "effective", "on": "2019-08-13", "source": "gazette"},
    ],
    "covers": {"goods": "both", "affiliates": True},
}  # fmt: skip


def regime(*listings, **changes):
    """The regime with these listings, each laid over a complete one, and with `changes`."""
    return {**REGIME, "listings": [{**LISTING, **listing} for listing in listings], **changes}


class Bench:
    """Judges one asset of our own shape by one regime."""

    def __init__(self, folder: Path, *regimes, affiliates=(), relabels=()):
        files = {
            "pack.yaml": {
                "name": "test-pack", "title": "A pack for tests", "version": "1.0.0", "edition": "2026-01-02",
                "lists": [{"id": "xx-list", "title": "The List", "url": "https://example.org/list", "date": "2026-01-01", "rows": 4, "sha256": hashlib.sha256(LIST.encode()).hexdigest()}],
            },
            "sources.yaml": {"gazette": {"title": "The Gazette", "url": "https://example.org/gazette", "read": "2026-01-01"}},
            "vocabulary.yaml": VOCABULARY,
            "entities/acme.yaml": {**ACME, "affiliates": [*ACME["affiliates"], *affiliates], "relabels": list(relabels)},
            "entities/coyote.yaml": {**COYOTE, "relabels": list(relabels)},
            "profiles/buyer.yaml": {"id": "buyer", "title": "a buyer", "parties": ["buyer"], "acts": ["buy"], "jurisdictions": ["XX"]},
            "profiles/keeper.yaml": {"id": "keeper", "title": "a keeper", "parties": ["buyer"], "acts": ["buy", "use"], "jurisdictions": ["XX"]},
            "profiles/importer.yaml": {"id": "importer", "title": "an importer", "parties": ["importer"], "acts": ["import"], "jurisdictions": ["XX"]},
        }  # fmt: skip
        files |= {f"regimes/xx/{one['id']}.yaml": one for one in regimes}
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        (folder / "lists").mkdir()
        (folder / "lists/xx-list.csv").write_text(LIST, encoding="utf-8")
        index = compile_packs([read_folder(folder)], read_folder(rules_folder()))
        self.catalog = Catalog(Index(index))
        self.engine = Engine(self.catalog, [Registered("banlint", make(self.catalog)) for make in MATCHERS])

    def judge(self, as_of="2026-01-01", profile="buyer", **question):
        """The judge of this question."""
        return Judge(self.catalog, Question((ProfileId(profile),), as_of, **question))

    def __call__(self, as_of="2026-01-01", profile="buyer", question=None, **asset):
        judge = self.judge(as_of, profile, **(question or {}))
        return [
            finding
            for one in Generic().assets({"assets": [asset]})
            for finding in judge.judge(one, self.engine.resolve(one, as_of))
        ]


@pytest.fixture
def bench(tmp_path):
    """Makes a bench of these regimes."""
    return lambda *regimes, **more: Bench(tmp_path / "pack", *regimes, **more)


@pytest.fixture
def verdicts():
    """The verdicts of findings, as text."""
    return lambda findings: [finding.verdict.value for finding in findings]


@pytest.fixture
def made():
    """`regime`, for tests."""
    return regime
