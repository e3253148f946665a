"""How listings stood over time: every day on which one changed, and what it changed to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.hints import TYPE_CHECKING, Any
from banlint.judge.rows import as_listings
from banlint.judge.stages import State, dates
from banlint.judge.table import UNVERIFIED, standing
from banlint.model import Question
from banlint.named import NamedTuple

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

Record = Mapping[str, Any]
_WHOLE: Record = {}
_EVERYTHING = Question((), "", include=(UNVERIFIED,))


class Listed(NamedTuple):
    """A listing of a regime, under one of its clauses where that has stages of its own."""

    regime: Record
    clause: Record
    listing: Record

    def state(self, day: str) -> State:
        """What holds on the ISO day `day`; what is unverified counts."""
        return standing(self.regime, self.clause, self.listing, _EVERYTHING, day)

    def changes(self) -> tuple[tuple[str, State], ...]:
        """Each ISO day on which something changed and the state from then on, in order."""
        days = {
            day
            for part in (self.regime, self.clause, self.listing, {"stages": self.listing.get("list_stages")})
            for day in dates(part.get("stages") or ())
        }
        found: list[tuple[str, State]] = []
        for day in sorted(filter(None, days)):
            state = self.state(day)
            if state.name != (found[-1][1].name if found else ""):
                found.append((day, state))
        return tuple(found)


def listings_of(catalog: Catalog, entity: str) -> Iterator[Listed]:
    """Every listing that names `entity`, rows of long lists among them, by regime."""
    lists = catalog.lists
    for _, regime in sorted(catalog.regimes.items()):
        for listing in regime.get("listings") or ():
            if listing.get("entity") == entity:
                yield from listed(regime, listing)
            elif listing.get("list"):
                rows = (lists.get(str(listing["list"])) or {}).get(entity) or ()
                for one in as_listings(rows, catalog.entities[entity], listing) if rows else ():
                    yield from listed(regime, one)


def listed(regime: Record, listing: Record) -> Iterator[Listed]:
    """`listing` under each clause of `regime` that has stages of its own, and once for all the others."""
    clauses = regime.get("clauses") or ()
    phased = [clause for clause in clauses if clause.get("stages")]
    for clause in phased if phased and len(phased) == len(clauses) else [_WHOLE, *phased]:
        yield Listed(regime, clause, listing)
