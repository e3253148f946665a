"""One asset and its identity against the table of applicable listings: findings, less their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from banlint.hints import TYPE_CHECKING
from banlint.judge import either, wording
from banlint.judge.bearer import Bearer
from banlint.judge.besides import Judged, besides
from banlint.judge.capabilities import Capabilities
from banlint.judge.conditions import Facts
from banlint.judge.derived import derived
from banlint.judge.prepared import Prepared, prepared
from banlint.judge.reach import Reach
from banlint.judge.scope import scope
from banlint.judge.subject import Subject
from banlint.judge.table import Applicable, Table
from banlint.judge.times import unreadable
from banlint.judge.vocabulary import Vocabulary
from banlint.judge.weighing import CONDITIONAL, weighed
from banlint.model import (
    Asset,
    Basis,
    EntityId,
    Evidence,
    Finding,
    Identity,
    Place,
    Question,
    Span,
    Verdict,
)

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.judge.things import Things

NOWHERE = Place(Span(0, 0, 0, 0))
"""The place of a finding before a document has located it."""

_GRAVITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Judge:
    """Judges assets for one question. Everything that depends on the question alone is worked out once."""

    bears: type[Bearer] = Bearer

    def __init__(self, catalog: Catalog, question: Question) -> None:
        self.catalog = catalog
        self.question = question
        self._assumed = {"purpose": question.purpose} if question.purpose else {}
        self._names: dict[EntityId, str] = {}
        self._ready: dict[int, Prepared] = {}
        self._reach = Reach(question)

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

        listings, is_placeholder = self.table.anywhere, self.catalog.is_placeholder
        return Things(self._vocabulary, self._capabilities, self.question, listings, is_placeholder)

    def judge(self, asset: Asset, identity: Identity) -> Iterator[Finding]:
        """The findings of one asset: by entity in the order of evidence and then by regime, then those of no entity."""
        found = self._of_makers(asset, identity) if identity.evidence else []
        things = self.table.anywhere and self._things.concern(asset)
        if things:
            found += self._of_things(asset, found, things)
        if found:
            context = self._capabilities.context(asset)
            if asset.facts:
                context += tuple(unreadable(asset.facts, self.question.as_of))
            yield from (one._replace(context=context) for one in found) if context else found

    def _of_makers(self, asset: Asset, identity: Identity) -> list[Finding]:
        by_entity: dict[EntityId, list[Evidence]] = {}
        for one in identity.evidence:
            entity = one.match.entity
            if entity in by_entity:
                by_entity[entity].append(one)
            else:
                by_entity[entity] = [one]
        bearer = self.bears(asset, self._facts(asset))
        found = self._of_each(bearer, identity, by_entity)
        if len(by_entity) > 1 and len(found) > 1:
            makers = either.makers(identity.evidence, self.catalog.entities)
            bearer.settled = either.settled(found, makers) if makers else ()
            if bearer.settled:
                return either.joined(self._of_each(bearer, identity, by_entity), makers, bearer.settled)
        return found

    def _of_each(
        self, bearer: Bearer, identity: Identity, by_entity: Mapping[EntityId, list[Evidence]]
    ) -> list[Finding]:
        found: list[Finding] = []
        for entity, evidence in by_entity.items():
            applicables = self.table.get(entity)
            if applicables:
                gravest = self._of_maker(bearer, identity, entity, evidence)
                mentioned = all(one.match.basis is Basis.MENTION for one in evidence)
                found += map(_mentioned, gravest[:1]) if mentioned else gravest
        return found

    def _of_maker(
        self,
        bearer: Bearer,
        identity: Identity,
        entity: EntityId,
        evidence: list[Evidence],
    ) -> list[Finding]:
        """One finding for each regime at most that names `entity`."""
        # Of the bearer itself the facts must not hold on to: only the collector could take both apart.
        asset = bearer.asset
        bearer.facts = self._facts(asset).beside(lambda: derived(asset, self.catalog.is_placeholder, evidence))
        name = self._name(entity)
        judged: list[Judged] = []
        alike: dict[tuple[int, ...], tuple[Evidence, ...]] = {}
        for ready, numbers, sure in self._reach.of(entity, evidence, self._all_prepared(entity)):
            counted = alike.get(numbers)
            if counted is None:
                counted = alike[numbers] = tuple([evidence[number] for number in numbers])
            subject: Subject | None = Subject(name, counted, entity, sure)
            if subject and not ready.plain:
                subject = self._scoped(subject, bearer, ready.applicable)
            finding = self._finding(bearer, ready, subject, identity.conflicts) if subject else None
            if finding is not None:
                judged.append((finding, ready.applicable))
        return self._gravest(judged)

    def _scoped(self, subject: Subject, bearer: Bearer, applicable: Applicable) -> Subject | None:
        """`subject` with what of the listing's kinds and origins is met, or has to be known; `None` for others."""
        listing = applicable.listing
        met = scope(listing, tuple(listing.get("category") or ()), bearer.facts, self._vocabulary)
        if met is None:
            return None
        return subject._replace(evidence=subject.evidence + met.evidence, covered=met.covered, questions=met.questions)

    def _gravest(self, judged: list[Judged]) -> list[Finding]:
        """One finding for each regime, which tells what the others add."""
        by_regime: dict[str, list[Judged]] = {}
        for one in judged:
            by_regime.setdefault(one[0].regime, []).append(one)
        found = []
        for several in by_regime.values():
            first = min(several, key=lambda one: _weight(one[0])) if len(several) > 1 else several[0]
            told = besides(first, several, self._prepared(first[1]).end)
            found.append(first[0]._replace(besides=told) if told else first[0])
        return found

    def _of_things(self, asset: Asset, found: list[Finding], things: Iterable[Applicable]) -> list[Finding]:
        """One finding for each regime at most, and none where one of its maker says as much."""
        bearer = self.bears(asset, self._facts(asset).beside(lambda: derived(asset, self.catalog.is_placeholder)))
        judged: list[Judged] = []
        for applicable in things:
            subject = self._things.subject(applicable, asset, bearer.facts)
            # A law that is not yet one asks nothing of anybody.
            if subject is None or (subject.questions and applicable.verdict not in CONDITIONAL):
                continue
            finding = self._finding(bearer, self._prepared(applicable), subject, ())
            if finding is not None:
                judged.append((finding, applicable))
        known = {one.regime: _GRAVITY[one.verdict] for one in reversed(found)}
        return [
            one for one in self._gravest(judged) if one.regime not in known or _GRAVITY[one.verdict] < known[one.regime]
        ]

    def _facts(self, asset: Asset) -> Facts:
        return Facts(asset.facts, self._vocabulary, self._assumed)

    def _name(self, entity: EntityId) -> str:
        name = self._names.get(entity)
        if name is None:
            name = self._names[entity] = str(self.catalog.entities[entity]["name"])
        return name

    def _all_prepared(self, entity: EntityId) -> Iterator[Prepared]:
        return map(self._prepared, self.table.get(entity))

    def _prepared(self, applicable: Applicable) -> Prepared:
        """`applicable`, made ready once; the table keeps it, so that its identity is its own."""
        found = self._ready.get(id(applicable))
        if found is None:
            found = self._ready[id(applicable)] = prepared(applicable, self.question)
        return found

    def _finding(self, bearer: Bearer, ready: Prepared, subject: Subject, conflicts: tuple[str, ...]) -> Finding | None:
        """The finding that a listing makes of an asset it names; `None` where the law leaves the asset out."""
        made = weighed(bearer, ready, subject, self.question)
        if made is None:
            return None
        asset = bearer.asset
        return Finding(
            path="",
            place=NOWHERE,
            pointer="",
            asset=asset.name,
            parent=asset.parent,
            identifiers=bearer.identifiers,
            entity=subject.entity,
            entity_name=subject.name,
            regime=ready.regime,
            regime_title=ready.title,
            clause=ready.clause,
            verdict=made.verdict,
            confidence=subject.confidence,
            reason=made.reason,
            evidence=subject.evidence,
            law=ready.law,
            effective=ready.effective,
            questions=made.questions,
            asks=made.asks,
            conflicts=conflicts,
            covered=made.covered,
            mend=ready.mend,
            fingerprint=bearer.fingerprint(subject.entity, ready.regime),
            facts=bearer.values,
            duty=subject.duty,
            lifts=made.lifts,
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
