"""Which clauses ask for a report, of whom and by when: what the catalog says, on a day, for those who ask."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING, Any
from banlint.judge.stages import state_on
from banlint.model import Question
from banlint.named import NamedTuple

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog


class Duty(NamedTuple):
    """A report that a clause asks for."""

    record: Mapping[str, Any]
    about: tuple[str, ...]
    """The regimes whose findings it is about."""
    state: str
    """Of its regime on the day: `effective`, `enacted`, `proposed` ..., or empty where nothing holds."""

    @property
    def binds(self) -> bool:
        """Whether it is in force."""
        return self.state == "effective"


def duties(paper: Mapping[str, Any], catalog: Catalog, question: Question, day: str) -> tuple[Duty, ...]:
    """The reports that the regimes of `paper` ask of those who ask, by the clocks of `day`, each clause once."""
    parties = asking(paper, catalog, question)
    found: dict[str, Duty] = {}
    for name in paper["regimes"]:
        regime = catalog.regimes[name]
        state = state_on(regime.get("stages") or (), question.as_of)
        for record in _holding(regime.get("reports") or (), day, question):
            if record.get("who", "") not in {*parties, ""}:
                continue
            about = tuple(record.get("about") or (name,))
            held = found.get(record["clause"])
            merged = tuple(dict.fromkeys((*(held.about if held else ()), *about)))
            found[record["clause"]] = Duty(record, merged, state.name if state else "effective")
    return tuple(one for one in found.values() if one.state)


def asking(paper: Mapping[str, Any], catalog: Catalog, question: Question) -> Collection[str]:
    """The parties that make `paper` among those who ask. Raises `UsageError` where there are none."""
    wanted = set(paper["parties"])
    parties = {party for name in question.profiles for party in catalog.profiles[name]["parties"]} & wanted
    if not parties:
        able = [name for name, one in catalog.profiles.items() if wanted & set(one["parties"])]
        raise UsageError(
            f"none of those who ask makes this paper: {', '.join(question.profiles) or 'none for all assets'}",
            f"ask with --profile {' or '.join(able)}",
        )
    return parties


def _holding(records: Sequence[Mapping[str, Any]], day: str, question: Question) -> Iterator[Mapping[str, Any]]:
    for one in records:
        known = one.get("confidence") != "low" or "unverified" in question.include
        if known and str(one.get("since", "")) <= day <= str(one.get("until", "9999")):
            yield one
