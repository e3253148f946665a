"""What a clause asks of each item found, taken from a finding; what nothing says stays blank."""

from __future__ import annotations

from collections.abc import Sequence

from banlint.model import Finding
from banlint.named import NamedTuple
from banlint.papers.page import Cell
from banlint.reporting.wording import place, verdict

NAMES = {
    "contract": "contract number",
    "order": "order number",
    "product": "product or service provided",
    "supplier": "supplier name",
    "supplier-uei": "supplier UEI",
    "supplier-cage": "supplier CAGE code",
    "entity": "covered source",
    "brand": "brand",
    "model": "model number",
    "description": "item description",
    "mitigation": "mitigation",
}
"""How each thing that a clause may ask for is called on a paper."""
_FACTS = {
    "contract": ("contract",),
    "order": ("order",),
    "supplier": ("supplier",),
    "supplier-uei": ("supplier.uei",),
    "supplier-cage": ("supplier.cage",),
    "description": ("description", "category"),
}
_IDENTIFIERS = {
    "brand": ("brand", "manufacturer"),
    "model": ("model", "part_number"),
}
_OPEN = "not in the inventory"
_IF_KNOWN = "if known or applicable"


class Given(NamedTuple):
    """What the signatory says for every item whose inventory does not say it."""

    contract: str = ""
    order: str = ""
    mitigation: str = ""

    def of(self, asked: str) -> str:
        """What is given for `asked`; empty where nothing is."""
        return str(getattr(self, asked, "")) if asked in self._fields else ""


def cell(finding: Finding, asked: str, given: Given, if_known: Sequence[str] = ()) -> Cell:
    """What is known of `asked`, one of `NAMES`; a blank where nothing is."""
    if asked == "entity":
        return Cell(finding.entity_name)
    found = next(filter(None, (finding.facts.get(name, "").strip() for name in _FACTS.get(asked, ()))), "")
    found = found or next(
        filter(None, (finding.identifiers.get(name, "").strip() for name in _IDENTIFIERS.get(asked, ()))), ""
    )
    found = found or given.of(asked)
    if found:
        # A kind of thing is not yet a description: whoever signs it is told what it is.
        return Cell(found, "its category" if asked == "description" and not finding.facts.get("description") else "")
    return Cell("", _IF_KNOWN if asked in if_known else _OPEN)


def ours(finding: Finding) -> tuple[tuple[str, Cell], ...]:
    """What no clause asks for and the reader needs: which asset it is, where that stands, and how sure it is."""
    name = f"{finding.asset} of {finding.parent}" if finding.parent else finding.asset
    return (
        ("asset", Cell(name)),
        ("place", Cell(place(finding))),
        ("found", Cell(f"{verdict(finding)}: {finding.entity_name}", f"{finding.confidence}")),
    )


def distinct(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """One finding for each asset and maker, the surest: several bans may speak of the same thing."""
    kept: dict[tuple[str, str, str], Finding] = {}
    for one in findings:
        key = (one.path, one.pointer, one.entity)
        held = kept.get(key)
        if held is None or one.confidence.rank > held.confidence.rank:
            kept[key] = one
    return tuple(kept.values())
