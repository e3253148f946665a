"""What a listing is found to name in an asset, and what of that is not known: the common ground of every judgement."""

from banlint.model import (
    Ask,
    Basis,
    Confidence,
    Duty,
    EntityId,
    Evidence,
    Fact,
    Identifier,
    Match,
    Role,
)
from banlint.named import NamedTuple


class Subject(NamedTuple):
    """Whom or what a listing names in an asset, and on what that rests."""

    name: str
    """An entity's name; for a thing whoever made it, what it is: `a camera made in ...`."""
    evidence: tuple[Evidence, ...]
    entity: EntityId = EntityId("")
    confidence: Confidence = Confidence.CERTAIN
    covered: tuple[str, ...] = ()
    """What of the listing's scope is met, and by what."""
    questions: tuple[Ask, ...] = ()
    """What would settle whether it is named at all."""
    reason: str = ""
    """Why, where the clause's own words do not say it."""
    duty: Duty | None = None


def from_fact(fact: Fact, role: Role, basis: Basis, term: str, source: str) -> Evidence:
    """Evidence that rests on a fact of an asset and leads to no entity."""
    return from_identifier(Identifier(role, fact.value, fact.path, fact.field), basis, term, source)


def from_identifier(identifier: Identifier, basis: Basis, term: str, source: str) -> Evidence:
    """Evidence that rests on a field of an asset and leads to no entity."""
    return Evidence(identifier, Match(EntityId(""), basis, Confidence.CERTAIN, term, source))
