"""One asset and its identity against the table of applicable listings: findings, less their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from banlint.judge.conditions import Answer, Facts, evaluate
from banlint.judge.table import Applicable, build
from banlint.judge.vocabulary import Vocabulary
from banlint.model import (
    Asset,
    Basis,
    Confidence,
    EntityId,
    Evidence,
    Finding,
    Fingerprint,
    Identity,
    Law,
    Place,
    Question,
    RegimeId,
    Role,
    Span,
    Verdict,
)
from banlint.text import fold, show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

NOWHERE = Place(Span(0, 0, 0, 0))
"""The place of a finding before a document has located it."""

_IDENTIFYING = (Role.MANUFACTURER, Role.BRAND, Role.MODEL, Role.PART_NUMBER, Role.SERIAL, Role.MAC, Role.CPE)
_CONDITIONAL = frozenset({Verdict.PROHIBITED, Verdict.RESTRICTED})


class Judge:
    """Judges assets for one question. Everything that depends on the question alone is worked out once."""

    def __init__(self, catalog: Catalog, question: Question) -> None:
        self.catalog = catalog
        self.question = question

    @cached_property
    def table(self) -> dict[str, tuple[Applicable, ...]]:
        """Entity id to what applies to it."""
        return build(self.catalog, self.question)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.catalog.vocabulary)

    def judge(self, asset: Asset, identity: Identity) -> Iterator[Finding]:
        """The findings of one asset, by entity in the order of evidence and then by regime."""
        by_entity: dict[EntityId, list[Evidence]] = {}
        for one in identity.evidence:
            by_entity.setdefault(one.match.entity, []).append(one)
        for entity, evidence in by_entity.items():
            for applicable in self.table.get(entity, ()):
                counted = [one for one in evidence if _counts(one, applicable)]
                if counted:
                    yield from self._finding(asset, identity, entity, counted, applicable)

    def _finding(
        self, asset: Asset, identity: Identity, entity: EntityId, evidence: list[Evidence], applicable: Applicable
    ) -> Iterator[Finding]:
        regime, listing = applicable.regime, applicable.listing
        if asset.parent and (regime.get("covers") or {}).get("goods") == "finished":
            return
        facts = Facts(asset.facts, self._vocabulary, {"purpose": self.question.purpose})
        if any(evaluate(one["when"], facts).holds for one in regime.get("exceptions") or () if one.get("when")):
            return
        conditions = {name: regime["conditions"][name] for name in listing.get("conditions") or ()}
        answers = {name: evaluate(condition["when"], facts) for name, condition in conditions.items()}
        if any(answer.holds is False for answer in answers.values()):
            return
        confidence = max((one.match.confidence for one in evidence), key=lambda one: one.rank)
        questions = _questions(conditions, answers, confidence)
        verdict = applicable.verdict
        if questions and verdict in _CONDITIONAL:
            verdict = Verdict.NEEDS_FACTS
        record = self.catalog.entities[entity]
        yield Finding(
            path="",
            place=NOWHERE,
            pointer="",
            asset=asset.name,
            parent=asset.parent,
            identifiers=_identifiers(asset),
            entity=entity,
            entity_name=str(record["name"]),
            regime=RegimeId(str(regime["id"])),
            regime_title=str(regime["title"]),
            clause=str(applicable.clause["id"]),
            verdict=verdict,
            confidence=confidence,
            reason=_reason(applicable, verdict),
            evidence=tuple(evidence),
            law=_law(applicable),
            effective=applicable.state.since if applicable.state.name in ("effective", "enacted") else "",
            questions=questions,
            conflicts=identity.conflicts,
            covered=_covered(conditions, answers),
            mend=str(applicable.clause.get("mend") or regime.get("mend") or ""),
            fingerprint=_fingerprint(asset, entity, str(regime["id"])),
        )


def _counts(evidence: Evidence, applicable: Applicable) -> bool:
    """Whether a match is to something that this listing reaches."""
    names = applicable.listing.get("names")
    if names:
        return fold(evidence.match.term) in {fold(name) for name in names}
    affiliates = (applicable.regime.get("covers") or {}).get("affiliates", True)
    return bool(affiliates) or evidence.match.basis is not Basis.AFFILIATE


def _questions(
    conditions: Mapping[str, Mapping[str, Any]], answers: Mapping[str, Answer], confidence: Confidence
) -> tuple[str, ...]:
    asked = []
    for name, answer in answers.items():
        if answer.holds is None:
            unclear = [
                fact for fact in answer.rests_on if any(lack in (fact.field, "purpose") for lack in answer.lacks)
            ]
            said = f" ({unclear[0].field}: {show(unclear[0].value, 60)} does not settle it)" if unclear else ""
            fields = " and ".join(f"`{lack}`" for lack in answer.lacks)
            asked.append(f"{conditions[name]['question']}{said} Answer in {fields}.")
    if confidence is Confidence.POSSIBLE:
        asked.append("Who made it? What is known does not prove the maker. A model, MAC address or FCC ID would.")
    return tuple(asked)


def _covered(conditions: Mapping[str, Mapping[str, Any]], answers: Mapping[str, Answer]) -> str:
    parts = []
    for name, answer in answers.items():
        if answer.holds:
            by = ", ".join(dict.fromkeys(f"{fact.field}: {show(fact.value, 60)}" for fact in answer.rests_on))
            parts.append(f"{conditions[name]['title']} ({by})" if by else str(conditions[name]["title"]))
    return "; ".join(parts)


def _reason(applicable: Applicable, verdict: Verdict) -> str:
    says = str(applicable.clause["says"])
    since = applicable.state.since
    if applicable.state.name == "enacted":
        return f"{says}, from {since}" if since else f"{says}, once in force"
    if applicable.state.name == "proposed":
        note = str(applicable.listing.get("note") or "")
        return f"proposed{' since ' + since if since else ''}, not law: {note or says}"
    if applicable.state.name == "suspended":
        return f"suspended{' since ' + since if since else ''}: {says}"
    held = f"{says}, since {since}" if since else says
    return f"{held}, if the open question is answered so" if verdict is Verdict.NEEDS_FACTS else held


def _law(applicable: Applicable) -> tuple[Law, ...]:
    """The law shown with a finding: the clause that binds, the regime's first citation, the listing's own."""
    regime, clause, listing = applicable.regime, applicable.clause, applicable.listing
    first = (regime.get("law") or [{}])[0]
    found = [
        Law(str(first.get("citation", "")), str(first.get("url") or "")),
        Law(str(clause.get("citation") or ""), str(clause.get("url") or first.get("url") or "")),
        Law(str(listing.get("citation") or ""), str(listing.get("url") or "")),
    ]
    return tuple(dict.fromkeys(law for law in found if law.citation))


def _identifiers(asset: Asset) -> dict[str, str]:
    found: dict[str, str] = {}
    for identifier in asset.identifiers:
        if identifier.role in _IDENTIFYING:
            found.setdefault(identifier.role.value, identifier.value)
    return found


def _fingerprint(asset: Asset, entity: str, regime: str) -> Fingerprint:
    """A hash of the asset's own identity, the entity and the regime: the line, the file and the order play no part."""
    own = sorted(f"{one.role}={one.value.strip()}" for one in asset.identifiers if one.role in _IDENTIFYING)
    text = "\x1f".join((regime, entity, asset.name, asset.parent, *own))
    return Fingerprint(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
