"""Listings that name no maker: what of an asset's origin, kind, tariff heading or capabilities they meet."""

from __future__ import annotations

from banlint.judge.capabilities import Capabilities
from banlint.judge.conditions import Facts
from banlint.judge.scope import CATEGORY, ORIGIN, Scope, is_of_origin, scope
from banlint.judge.subject import Subject, from_identifier
from banlint.judge.table import TARIFF, Applicable
from banlint.judge.vocabulary import Vocabulary
from banlint.model import Asset, Basis, Question

_TELLING = frozenset({CATEGORY, ORIGIN})


class Things:
    """Judges assets by what they are, whoever made them."""

    def __init__(self, words: Vocabulary, capabilities: Capabilities, question: Question) -> None:
        self._words = words
        self._capabilities = capabilities
        self._question = question

    def subject(self, applicable: Applicable, asset: Asset, facts: Facts) -> Subject | None:
        """What the listing names in `asset`; `None` where it names nothing, or nothing is known that it could name."""
        listing = applicable.listing
        if listing.get("capability"):
            return self._capable(applicable, asset)
        if _TELLING.isdisjoint(asset.facts):
            return None
        if applicable.regime.get("kind") == TARIFF:
            from banlint.judge.tariff import exposure

            return exposure(applicable, facts, self._words, self._question)
        met = self._met(applicable, facts)
        if met is None:
            return None
        # A law that keeps a list of what is allowed may besides bar origins.
        if listing.get("allowed") or (applicable.regime.get("kind") == "allow-list" and not is_of_origin(listing)):
            from banlint.judge.allowed import not_allowed

            return not_allowed(listing, met, asset, self._question.as_of)
        return Subject(met.name, met.evidence, covered=met.covered, questions=met.questions)

    def _met(self, applicable: Applicable, facts: Facts) -> Scope | None:
        """What is met of the listing; a thing of unknown kind is never asked about, there are too many of them."""
        categories = applicable.listing.get("category") or (applicable.regime.get("covers") or {}).get("categories")
        met = scope(applicable.listing, tuple(categories or ()), facts, self._words)
        return met if met is not None and (met.kind or not categories) and met.evidence else None

    def _capable(self, applicable: Applicable, asset: Asset) -> Subject | None:
        listing = applicable.listing
        found = {term: one for term, one in self._capabilities.of(asset).items() if term in listing["capability"]}
        if not found:
            return None
        titles = ", ".join(self._capabilities.title(term) for term in found)
        source = str(listing.get("source") or "")
        evidence = tuple(from_identifier(one, Basis.CAPABILITY, term, source) for term, one in found.items())
        return Subject(f"equipment capable of {titles}", evidence)
