"""A finding in a few words, for reports that have room for no more."""

from __future__ import annotations

from banlint.model import Finding
from banlint.reporting import wording
from banlint.reporting.wording import basis, decisions, evidence_line
from banlint.text import show

LONG = 1000
"""Characters of a reason; of a value there are fewer."""


def asset(finding: Finding) -> str:
    """The asset, and what it is a part of."""
    return show(finding.asset) + (f" in {show(finding.parent)}" if finding.parent else "")


def place(finding: Finding) -> str:
    """`path:line:column`; in a workbook `path#sheet!cell`."""
    return wording.place(finding)


def headline(finding: Finding) -> str:
    """Which asset is what under which ban, and by whom it is made."""
    by = f", {show(finding.entity_name)}" if finding.entity_name else ""
    return f"{asset(finding)}: {finding.verdict} under {show(finding.regime)}{by}"


def law(finding: Finding) -> str:
    """The citations, or the title of the ban where it has none."""
    return "; ".join(show(one.citation) for one in finding.law) or show(finding.regime_title)


def because(finding: Finding) -> str:
    """What the law says of the finding."""
    return show(finding.reason, LONG)


def details(finding: Finding) -> tuple[tuple[str, str], ...]:
    """All else there is to say, as word and text, in the words of the report for people."""
    said = [("law", law(finding))]
    said += [("covered", show(finding.covered, LONG))] * bool(finding.covered)
    said += [("evidence", evidence_line(finding))] * bool(finding.evidence)
    said += [("conflict", show(one, LONG)) for one in finding.conflicts]
    said += [("context", show(one, LONG)) for one in finding.context]
    said += [("needs", show(one, LONG)) for one in finding.questions]
    said += [("mend", show(finding.mend, LONG))] * bool(finding.mend)
    said += [("besides", show(one, LONG)) for one in finding.besides]
    said += [("decision", one) for one in decisions(finding)]
    return tuple(said)


def whose(finding: Finding) -> str:
    """What the best piece of evidence is to the maker: ``manufacturer `ACME`: a brand of ...``."""
    if not finding.evidence:
        return ""
    one = finding.evidence[0]
    return f"{show(one.identifier.field)} `{show(one.identifier.value)}`: {basis(one, finding.entity_name)}"


def decided(finding: Finding) -> str:
    """What somebody decided of it, why, by whom and until when; empty where nobody did."""
    return next(decisions(finding)) if finding.decision else ""
