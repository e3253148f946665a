"""One asset and its identity against the table of applicable listings: findings, less their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from banlint.judge import wording
from banlint.judge.askers import narrowed
from banlint.judge.askers import questions as of_askers
from banlint.judge.besides import Judged, besides
from banlint.judge.capabilities import Capabilities
from banlint.judge.conditions import Facts, evaluate, settled
from banlint.judge.derived import derived
from banlint.judge.goods import covered_kind, is_good
from banlint.judge.reach import once_each, reached
from banlint.judge.scope import is_of_origin, scope
from banlint.judge.subject import Subject
from banlint.judge.table import Applicable, Table, is_off
from banlint.judge.times import own, unreadable
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
    Place,
    Question,
    RegimeId,
    Role,
    Span,
    Verdict,
)

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.judge.things import Things

NOWHERE = Place(Span(0, 0, 0, 0))
"""The place of a finding before a document has located it."""

_IDENTIFYING = (Role.MANUFACTURER, Role.BRAND, Role.MODEL, Role.PART_NUMBER, Role.SERIAL, Role.MAC, Role.CPE)
_CONDITIONAL = frozenset({Verdict.PROHIBITED, Verdict.RESTRICTED})
_GRAVITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Judge:
    """Judges assets for one question. Everything that depends on the question alone is worked out once."""

    def __init__(self, catalog: Catalog, question: Question) -> None:
        self.catalog = catalog
        self.question = question

    @cached_property
    def table(self) -> Table:
        """What applies to entities, and to things whoever made them."""
        return Table(self.catalog, self.question)

    @property
    def needs_every_asset(self) -> bool:
        """Whether an asset that points to no entity can be found too: a law names origins, categories or the like."""
        return bool(self.table.anywhere)

    def concerns(self, entity: str) -> bool:
        """Whether any law that is asked about has something to say of `entity`."""
        return bool(self.table.get(entity))

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.catalog.vocabulary)

    @cached_property
    def _capabilities(self) -> Capabilities:
        return Capabilities(self.catalog.vocabulary)

    @cached_property
    def _things(self) -> Things:
        from banlint.judge.things import Things

        return Things(self._vocabulary, self._capabilities, self.question)

    def judge(self, asset: Asset, identity: Identity) -> Iterator[Finding]:
        """The findings of one asset: by entity in the order of evidence and then by regime, then those of no entity."""
        found = list(self._of_makers(asset, identity))
        if self.table.anywhere:
            found += self._of_things(asset, found)
        if found:
            context = self._capabilities.context(asset)
            if asset.facts:
                context += tuple(unreadable(asset.facts, self.question.as_of))
            yield from (one._replace(context=context) for one in found)

    def _of_makers(self, asset: Asset, identity: Identity) -> Iterator[Finding]:
        by_entity: dict[EntityId, list[Evidence]] = {}
        for one in identity.evidence:
            by_entity.setdefault(one.match.entity, []).append(one)
        for entity, evidence in by_entity.items():
            judged: list[Judged] = []
            for applicable in self.table.get(entity):
                counted = reached(evidence, applicable, self.question)
                finding = self._of_entity(asset, identity, entity, counted, applicable) if counted else None
                if finding is not None:
                    judged.append((finding, applicable))
            gravest = self._gravest(judged)
            if all(one.match.basis is Basis.MENTION for one in evidence):
                yield from map(_mentioned, islice(gravest, 1))
            else:
                yield from gravest

    def _gravest(self, judged: list[Judged]) -> list[Finding]:
        """One finding for each regime, which tells what the others add."""
        by_regime: dict[str, list[Judged]] = {}
        for one in judged:
            by_regime.setdefault(one[0].regime, []).append(one)
        found = []
        for several in by_regime.values():
            first = min(several, key=lambda one: _weight(one[0]))
            found.append(first[0]._replace(besides=besides(first, several, self.question)))
        return found

    def _of_entity(
        self, asset: Asset, identity: Identity, entity: EntityId, evidence: Iterable[Evidence], applicable: Applicable
    ) -> Finding | None:
        listing = applicable.listing
        evidence = once_each(evidence)
        facts = self._facts(asset).beside(derived(asset, evidence))
        subject = Subject(
            str(self.catalog.entities[entity]["name"]),
            evidence,
            entity,
            max((one.match.confidence for one in evidence), key=lambda one: one.rank),
        )
        kinds = covered_kind(asset, applicable, facts)
        if kinds.holds is False:
            return None
        subject = subject._replace(questions=wording.of_kind(kinds, applicable.regime))
        if listing.get("category") or is_of_origin(listing):
            met = scope(listing, tuple(listing.get("category") or ()), facts, self._vocabulary)
            if met is None:
                return None
            subject = subject._replace(
                evidence=subject.evidence + met.evidence,
                covered=met.covered,
                questions=subject.questions + met.questions,
            )
        return self._finding(asset, applicable, subject, facts, identity.conflicts)

    def _of_things(self, asset: Asset, found: list[Finding]) -> list[Finding]:
        """One finding for each regime at most, and none where one of its maker says as much."""
        facts = self._facts(asset).beside(derived(asset))
        judged: list[Judged] = []
        for applicable in self.table.anywhere:
            subject = self._things.subject(applicable, asset, facts)
            # A law that is not yet one asks nothing of anybody.
            if subject is None or (subject.questions and applicable.verdict not in _CONDITIONAL):
                continue
            finding = self._finding(asset, applicable, subject, facts, ())
            if finding is not None:
                judged.append((finding, applicable))
        known = {one.regime: _GRAVITY[one.verdict] for one in reversed(found)}
        return [
            one for one in self._gravest(judged) if one.regime not in known or _GRAVITY[one.verdict] < known[one.regime]
        ]

    def _facts(self, asset: Asset) -> Facts:
        return Facts(asset.facts, self._vocabulary, {"purpose": self.question.purpose})

    def _finding(
        self, asset: Asset, applicable: Applicable, subject: Subject, facts: Facts, conflicts: tuple[str, ...]
    ) -> Finding | None:
        """The finding that a listing makes of an asset it names; `None` where the law leaves the asset out."""
        regime, listing = applicable.regime, applicable.listing
        timed = own(applicable, facts, self.question)
        if timed is None or not is_good(asset, applicable, facts) or self._is_excepted(applicable, facts, timed.day):
            return None
        if subject.questions and timed.verdict is Verdict.WATCH and applicable.verdict in _CONDITIONAL:
            # Done before it was barred, and nobody knows that it would be: there is nothing to tell.
            return None
        asks = narrowed(applicable.askers, facts)
        if asks.holds is False:
            return None
        named = (*(listing.get("conditions") or ()), *(applicable.clause.get("conditions") or ()))
        conditions = {name: regime["conditions"][name] for name in named}
        answers = {name: settled(condition, facts) for name, condition in conditions.items()}
        if any(answer.holds is False for answer in answers.values()):
            return None
        questions = subject.questions + wording.questions(conditions, answers) + of_askers(asks)
        if subject.confidence is Confidence.POSSIBLE:
            questions += (wording.who_made_it(subject.evidence),)
        verdict = timed.verdict
        if verdict is Verdict.WATCH and applicable.verdict in _CONDITIONAL:
            # Nothing more can come of it, so nothing is asked.
            questions = ()
        if questions and verdict in _CONDITIONAL:
            verdict = Verdict.NEEDS_FACTS
        reason = subject.reason or wording.reason(applicable, verdict, timed.told)
        return Finding(
            path="",
            place=NOWHERE,
            pointer="",
            asset=asset.name,
            parent=asset.parent,
            identifiers=_identifiers(asset),
            entity=subject.entity,
            entity_name=subject.name,
            regime=RegimeId(str(regime["id"])),
            regime_title=str(regime["title"]),
            clause=str(applicable.clause["id"]),
            verdict=verdict,
            confidence=subject.confidence,
            reason=f"unverified: {reason}" if applicable.unverified else reason,
            evidence=subject.evidence,
            law=wording.law(applicable),
            effective=applicable.state.since if applicable.state.name in ("effective", "enacted") else "",
            questions=tuple(one.text for one in questions),
            asks=questions,
            conflicts=conflicts,
            covered="; ".join((*subject.covered, *wording.covered(conditions, answers))),
            mend=str(applicable.clause.get("mend") or regime.get("mend") or ""),
            fingerprint=_fingerprint(asset, subject.entity, str(regime["id"])),
            facts={name: fact.value for name, fact in asset.facts.items()},
            duty=subject.duty,
        )

    def _is_excepted(self, applicable: Applicable, facts: Facts, day: str) -> bool:
        regime, own = applicable.regime, applicable.listing.get("exceptions") or ()
        others = {name for listing in regime.get("listings") or () for name in listing.get("exceptions") or ()}
        return any(
            evaluate(one["when"], facts).holds
            for one in regime.get("exceptions") or ()
            if one.get("when")
            and (one["id"] in own or one["id"] not in others)
            and not is_off(one, self.question.include)
            and str(one.get("since") or "") <= day <= str(one.get("until") or day)
        )


def _weight(finding: Finding) -> tuple[int, str]:
    """What is gravest comes first; of what is to come, the earliest."""
    coming = finding.verdict is Verdict.SCHEDULED
    return _GRAVITY[finding.verdict], (finding.effective or "9999") if coming else ""


def _mentioned(finding: Finding) -> Finding:
    """`finding` as what it is when the asset only speaks of its entity: something to look at, and nothing more."""
    return finding._replace(
        verdict=Verdict.WATCH, reason=wording.MENTIONED, questions=(), asks=(), effective="", mend="", besides=()
    )


def _identifiers(asset: Asset) -> dict[str, str]:
    found: dict[str, str] = {}
    for identifier in asset.identifiers:
        if identifier.role in _IDENTIFYING:
            found.setdefault(identifier.role.value, identifier.value)
    return found


def _fingerprint(asset: Asset, entity: str, regime: str) -> Fingerprint:
    """A hash of the asset's own identity, the entity and the regime: the line, the file and the order play no part."""
    # Only findings need it, and it costs more than most of our own modules.
    from hashlib import sha256

    own = sorted(f"{one.role}={one.value.strip()}" for one in asset.identifiers if one.role in _IDENTIFYING)
    text = "\x1f".join((regime, entity, asset.name, asset.parent, *own))
    return Fingerprint(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
