"""A finding and an outcome with every field filled, made for these tests."""

import pytest

from banlint.model import (
    Basis,
    Confidence,
    Counts,
    EntityId,
    Evidence,
    Finding,
    Fingerprint,
    Identifier,
    Law,
    Match,
    Outcome,
    Place,
    ProfileId,
    Question,
    RegimeId,
    Role,
    RunInfo,
    Span,
    Verdict,
)


@pytest.fixture
def finding() -> Finding:
    place = Place(Span(3, 19, 3, 23))
    evidence = Evidence(
        Identifier(Role.MANUFACTURER, "ACME", ("assets", 0, "manufacturer"), "manufacturer"),
        Match(EntityId("acme"), Basis.BRAND, Confidence.CERTAIN, "Acme", "acme-report"),
        place,
    )
    return Finding(
        path="lab.yaml",
        place=place,
        pointer="/assets/0",
        asset="cam-1",
        parent="",
        identifiers={"manufacturer": "ACME"},
        entity=EntityId("acme"),
        entity_name="Acme Cameras Ltd",
        regime=RegimeId("xx-ban"),
        regime_title="The ban of X",
        clause="use",
        verdict=Verdict.PROHIBITED,
        confidence=Confidence.CERTAIN,
        reason="a contractor may not use it, since 2020-01-01",
        evidence=(evidence,),
        law=(Law("X Act s.1", "https://example.org/x"),),
        effective="2020-01-01",
        fingerprint=Fingerprint("f" * 32),
    )


@pytest.fixture
def info() -> RunInfo:
    catalog = {
        "name": "banlint-rules",
        "version": "1.0.0",
        "edition": "2026-11-22",
        "sha256": "0" * 64,
        "regimes": 6,
        "entities": 5,
    }
    return RunInfo("0.1.0", catalog, Question((ProfileId("us-dod"),), "2026-11-22"))


@pytest.fixture
def outcome(info: RunInfo) -> Outcome:
    counts = Counts(files=1, files_read=1, assets=2, findings=1, by_verdict={"prohibited": 1})
    return Outcome(info, counts, (), 1, (Verdict.PROHIBITED,))
