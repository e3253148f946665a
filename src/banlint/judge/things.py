"""Listings that name no maker: what of an asset's origin, kind, tariff heading or capabilities they meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from banlint.judge.capabilities import Capabilities
from banlint.judge.conditions import Facts
from banlint.judge.scope import CATEGORY, ORIGIN, Scope, is_of_origin, scope
from banlint.judge.subject import Subject, from_identifier
from banlint.judge.table import TARIFF, Applicable
from banlint.judge.vocabulary import Vocabulary
from banlint.model import Asset, Basis, Question

_TELLING = frozenset({CATEGORY, ORIGIN})
_HTS = "hts_code"
_REMEMBERED = 20_000
"""Kinds and origins kept; past it the memory starts anew."""


class Things:
    """Judges assets by what they are, whoever made them."""

    def __init__(
        self,
        words: Vocabulary,
        capabilities: Capabilities,
        question: Question,
        listings: Sequence[Applicable],
        is_placeholder: Callable[[str], bool],
    ) -> None:
        self._words = words
        self._capabilities = capabilities
        self._question = question
        self._is_placeholder = is_placeholder
        self._capable_of = tuple(one for one in listings if one.listing.get("capability"))
        self._others = tuple(one for one in listings if not one.listing.get("capability"))
        self._concern: dict[tuple[str, str, bool], tuple[Applicable, ...]] = {}

    def concern(self, asset: Asset) -> tuple[Applicable, ...]:
        """The listings that may name something in `asset`, by its kind and origin; remembered by these."""
        facts = asset.facts
        category, origin = facts.get(CATEGORY), facts.get(ORIGIN)
        if category is None and origin is None:
            return self._capable_of
        told = (category.value if category else "", origin.value if origin else "", _HTS in facts)
        found = self._concern.get(told)
        if found is None:
            if len(self._concern) >= _REMEMBERED:
                self._concern.clear()
            known = Facts({name: fact for name, fact in facts.items() if name in _TELLING}, self._words)
            found = self._concern[told] = (
                *self._capable_of,
                *(one for one in self._others if self._may_meet(one, known, has_code=_HTS in facts)),
            )
        return found

    def _may_meet(self, applicable: Applicable, facts: Facts, *, has_code: bool) -> bool:
        if applicable.regime.get("kind") == TARIFF:
            return has_code
        return self._met(applicable, facts) is not None

    def subject(self, applicable: Applicable, asset: Asset, facts: Facts) -> Subject | None:
        """What the listing names in `asset`; `None` where it names nothing, or nothing is known that it could name."""
        listing = applicable.listing
        if listing.get("capability"):
            return self._capable(applicable, asset)
        if applicable.regime.get("kind") == TARIFF:
            from banlint.judge.tariff import exposure

            return exposure(applicable, facts, self._words, self._question)
        met = self._met(applicable, facts)
        if met is None:
            return None
        # A law that keeps a list of what is allowed may besides bar origins.
        if listing.get("allowed") or (applicable.regime.get("kind") == "allow-list" and not is_of_origin(listing)):
            from banlint.judge.allowed import not_allowed

            said = [one for one in asset.identifiers if not self._is_placeholder(one.value)]
            return not_allowed(listing, met, said, self._question.as_of)
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
