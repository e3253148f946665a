"""The words of the text report: what a match rests on, what was counted, what was asked."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.model import Asker, Basis, Counts, Decision, Evidence, Finding, PolicyInfo, Role, RunInfo, Verdict
from banlint.reporting.records import verdict_count
from banlint.text import show

_BASES = {
    Basis.OFFICIAL_NAME: "the name of {}",
    Basis.ALIAS: "a name of {}",
    Basis.BRAND: "a brand of {}",
    Basis.AFFILIATE: "an affiliate of {}",
    Basis.RELABEL: "a brand under which products of {} are sold",
    Basis.MODEL_PATTERN: "a model of {}",
    Basis.OUI: "an address block of {}",
    Basis.CPE: "a CPE vendor name of {}",
    Basis.FCC_GRANTEE: "an FCC grantee code of {}",
    Basis.SNMP_ENTERPRISE: "an SNMP enterprise number of {}",
    Basis.BUS_ID: "a bus vendor id of {}",
    Basis.BANNER: "what firmware of {} says",
    Basis.DOMAIN: "a cloud service of {}",
    Basis.GPON: "a GPON vendor id of {}",
    Basis.CHIP: "a chip of {}",
    Basis.MENTION: "a mention of {}",
    Basis.ORIGIN: "where it was made",
    Basis.CATEGORY: "what it is: {}",
    Basis.TARIFF_CODE: "its tariff heading",
    Basis.CAPABILITY: "{}",
    Basis.ALLOW_LIST: "not on the list of what is allowed",
}
_COUNTED = {
    Verdict.PROHIBITED: "prohibited",
    Verdict.NEEDS_FACTS: "need facts",
    Verdict.RESTRICTED: "restricted",
    Verdict.SCHEDULED: "scheduled",
    Verdict.PROPOSED: "proposed",
    Verdict.WATCH: "to watch",
}
_FIELDS = {role.value: role.value.replace("_", " ") for role in Role} | {
    "mac": "MAC",
    "cpe": "CPE",
    "purl": "PURL",
    "fcc_id": "FCC ID",
    "pci_id": "PCI id",
    "usb_id": "USB id",
    "edid": "EDID",
    "gpon": "GPON id",
}


def place(finding: Finding) -> str:
    """`path:line:column`; in a workbook `path#sheet!cell`."""
    at = finding.place
    return f"{show(finding.path, 1000)}{f'#{show(at.cell)}' if at.cell else f':{at.span.line}:{at.span.column}'}"


def use(finding: Finding) -> str:
    """How a finding's value, which is written elsewhere, comes to stand at its place."""
    by_reference = finding.evidence and finding.evidence[0].identifier.written
    return "referred to here" if by_reference else "used here through an alias"


def basis(evidence: Evidence, entity: str) -> str:
    """What the value is to the entity: `a brand of ...`."""
    return _BASES[evidence.match.basis].format(show(entity))


def evidence_line(finding: Finding) -> str:
    """Every value the finding rests on, surest first, with how sure it is."""
    line = finding.place.span.line
    strongest: dict[object, str] = {}
    for evidence in sorted(finding.evidence, key=_surest):
        identifier = evidence.identifier
        told = identifier.role.value, identifier[1:]
        if told not in strongest:
            strongest[told] = _one(evidence, line)
    return ", ".join(strongest.values())


def counts_line(counts: Counts) -> str:
    """How much was seen and what was found, in one line."""
    seen = f"{number(counts.assets, 'asset')} in {number(counts.files_read - counts.files_without_assets, 'file')}"
    found = [f"{verdict_count(counts, verdict):,} {word}" for verdict, word in _COUNTED.items()]
    said = [one for one in found if not one.startswith("0 ")] or [
        "nothing undecided" if counts.findings else "no findings"
    ]
    others = {
        "undetermined": counts.undetermined,
        "suppressed": counts.suppressed,
        "waived": counts.waived,
        "in the baseline": counts.baselined,
    }
    said += [f"{amount:,} {word}" for word, amount in others.items() if amount]
    line = f"{seen}: {', '.join(said)}"
    if counts.files_skipped:
        line += f"; {number(counts.files_skipped, 'other file')} skipped"
    if counts.files_without_assets:
        line += f"; no hardware in {number(counts.files_without_assets, 'file')}"
    if counts.files_failed:
        line += f"; {number(counts.files_failed, 'file')} FAILED and not checked"
    return line


def verdict(finding: Finding) -> str:
    """The verdict, and what was decided of it."""
    return f"{finding.verdict} ({finding.decision.kind})" if finding.decision else finding.verdict.value


def decisions(finding: Finding) -> Iterator[str]:
    """What was decided of a finding, and what was meant for it and does not hold."""
    if finding.decision:
        yield _decided(finding.decision)
    yield from (f"not honoured: {show(one, 1000)}" for one in finding.not_honoured)


def _decided(decision: Decision) -> str:
    """What was decided, why, by whom, until when, and where that is written."""
    said = decision.kind
    said += f" by {show(decision.authority)}" * bool(decision.authority)
    said += f", owner {show(decision.owner)}" * bool(decision.owner)
    said += f", until {decision.until}" * bool(decision.until)
    said += f", {show(decision.reference)}" * bool(decision.reference)
    return f"{said}: {show(decision.reason, 1000)} ({show(decision.path, 1000)}:{decision.line})"


def added_lines(policy: PolicyInfo) -> Iterator[str]:
    """The waivers that a change adds, which hold for nothing until they are in the revision that decides."""
    for one in policy.added:
        yield f"{show(one.path, 1000)}:{one.line}: this change adds a waiver: {show(one.says, 1000)}"


def _narrowed(asker: Asker) -> str:
    """A profile and the assets it asks for."""
    said = f" at {show(' or '.join(asker.sites))}" * bool(asker.sites)
    return f"{asker.profile}{said}" + f" paid for by {show(' or '.join(asker.funding))}" * bool(asker.funding)


def asked_line(info: RunInfo) -> str:
    """What was asked, of which rules: what a reader needs to repeat the run."""
    question, catalog, policy = info.question, info.catalog, info.policy
    asked = f"as of {question.as_of} for {', '.join((*question.profiles, *map(_narrowed, question.askers)))}"
    asked += f", and what comes by {question.horizon}" if question.horizon else ""
    asked += f", with the answers of {show(policy.facts, 1000)} ({policy.facts_sha256[:12]})" if policy.facts else ""
    asked += f", assuming purpose {show(question.purpose)}" if question.purpose else ""
    asked += f", only {show(', '.join(question.select))}" if question.select else ""
    asked += f", without {show(', '.join(question.ignore))}" if question.ignore else ""
    asked += f", with {show(', '.join(question.include))}" if question.include else ""
    asked += ", mentions shown as well" if question.mentions else ""
    asked += f", decisions from {policy.revision[:12]}" if policy.revision else ""
    asked += ", honouring no suppression and no waiver" if not policy.honoured else ""
    digest = str(catalog.get("sha256", ""))[:12]
    sizes = f"{number(int(catalog.get('regimes', 0)), 'regime')}, {number(int(catalog.get('entities', 0)), 'entity')}"
    return f"{asked}; rules {catalog.get('edition', '')} (sha256 {digest}), {sizes}"


def number(amount: int, noun: str) -> str:
    """`amount` with `noun`, in the plural where it has to be.

    >>> number(2, "entity")
    '2 entities'
    """
    if amount != 1:
        noun = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{amount:,} {noun}"


def _surest(evidence: Evidence) -> int:
    return -evidence.match.confidence.rank


def _one(evidence: Evidence, besides: int) -> str:
    identifier, match, place = evidence
    line = place.span.line if place else 0
    where = f", line {line}" if line and line != besides else ""
    return f"{_FIELDS[identifier.role.value]} {show(identifier.value, 60)} ({match.confidence.value}{where})"
