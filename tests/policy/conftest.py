"""Findings, waivers and files of them, made for the tests of decisions."""

import pytest

from banlint.model import Confidence, Finding, Fingerprint, Place, Span, Verdict

HEAD = "waivers:\n"


@pytest.fixture
def finding():
    """Makes a finding."""

    def make(**more):
        fields = {
            "path": "sites/a.yaml", "place": Place(Span(3, 5, 3, 9)), "pointer": "/assets/0", "asset": "cam-1",
            "parent": "", "identifiers": {"manufacturer": "HIKVISION"}, "entity": "hikvision", "entity_name": "H",
            "regime": "us-ndaa-2019-889b", "regime_title": "T", "clause": "use", "verdict": Verdict.PROHIBITED,
            "confidence": Confidence.CERTAIN, "reason": "r", "evidence": (), "law": (), "effective": "2020-08-13",
            "fingerprint": Fingerprint("f1"), "facts": {"site": "Pier 7"},
        }  # fmt: skip
        return Finding(**(fields | more))

    return make


@pytest.fixture
def entry():
    """Makes the text of a waiver, a key set to None being left out."""

    def make(**more):
        fields = {
            "asset": "cam-1", "regime": "us-ndaa-2019-889b", "authority": "dni", "owner": "me", "reason": "why",
            "from": "2026-01-01", "until": "2027-03-31",
        }  # fmt: skip
        fields |= {name.replace("since", "from"): value for name, value in more.items()}
        lines = [f"    {name}: {value}\n" for name, value in fields.items() if value is not None]
        return "  - " + "".join(lines)[4:]

    return make


@pytest.fixture
def waivers(entry):
    """Reads waivers, each given by what sets it apart."""
    from banlint.policy.waiverfile import read

    def make(*several, **one):
        text = HEAD + "".join(entry(**more) for more in several or (one,))
        return read(text.encode(), "waivers.yaml")

    return make
