"""The words of a finding: why this verdict, what is covered, what has to be known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from banlint.hints import Any
from banlint.judge.conditions import Answer
from banlint.judge.derived import FIELDS
from banlint.judge.scope import CATEGORY
from banlint.judge.table import Applicable
from banlint.model import Ask, Basis, Evidence, Law, Verdict
from banlint.text import show

MENTIONED = "spoken of, and not said to have made it"
_WHO_MADE_IT = {
    Basis.RELABEL: "Its brand is sold on goods of several makers: that it is this one's needs evidence.",
    Basis.CHIP: "A chip in it is this maker's: whose the device is, and that a part of it counts, needs evidence.",
}
_UNPROVEN = "What is known does not prove the maker: it needs evidence."
_ESSENTIAL = "Is it a substantial or essential component of what it is part of, or critical technology of it?"
Conditions = Mapping[str, Mapping[str, Any]]


def who_made_it(evidence: Iterable[Evidence]) -> Ask:
    """What to ask where the maker is only possible."""
    bases = {one.match.basis for one in evidence}
    why = _WHO_MADE_IT.get(bases.pop(), _UNPROVEN) if len(bases) == 1 else _UNPROVEN
    return Ask(f"Who made it? {why} A model, MAC address or FCC ID would be that.")


def questions(conditions: Conditions, answers: Mapping[str, Answer]) -> tuple[Ask, ...]:
    """What would settle the open `answers`, and the fields that would say it."""
    return tuple(
        ask(str(conditions[name]["question"]), answer) for name, answer in answers.items() if answer.holds is None
    )


def ask(question: str, answer: Answer) -> Ask:
    """`question`, with the fields that would give `answer` what it lacks."""
    unclear = "".join(f"{one.field}: {show(one.value, 60)}" for one in answer.unclear[:1])
    return Ask(question, tuple(FIELDS.get(lack, lack) for lack in answer.lacks), unclear)


def of_kind(answer: Answer, regime: Mapping[str, Any]) -> tuple[Ask, ...]:
    """What to ask of a kind that the law may or may not mean, and of a part that counts only where it is essential."""
    if answer.holds is not None:
        return ()
    if CATEGORY not in answer.lacks:
        return (Ask(_ESSENTIAL, answer.lacks[:1]),)
    kinds = ", ".join(one.replace("-", " ") for one in (regime.get("covers") or {}).get("categories") or ())
    unclear = "".join(f"{one.field}: {show(one.value, 60)}" for one in answer.unclear[:1])
    return (Ask(f"Is it any of: {kinds}? The law does not say whether it means such things.", (CATEGORY,), unclear),)


def covered(conditions: Conditions, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The conditions that hold, each with the facts it rests on."""
    parts = []
    for name, answer in answers.items():
        if answer.holds:
            by = ", ".join(dict.fromkeys(f"{fact.field}: {show(fact.value, 60)}" for fact in answer.rests_on))
            by = "presumed: nothing is said of it" if answer.presumed else by
            parts.append(f"{conditions[name]['title']} ({by})" if by else str(conditions[name]["title"]))
    return tuple(parts)


def reason(applicable: Applicable, verdict: Verdict, told: str = "") -> str:
    """Why this verdict, in words: the act, the bound party, the dates; and what of the asset's own days is `told`."""
    said = _reason(applicable, verdict)
    if told and verdict is Verdict.WATCH and applicable.verdict is not Verdict.WATCH:
        return f"{told}: {said}"
    return f"{said}; {told}" if told else said


def _reason(applicable: Applicable, verdict: Verdict) -> str:
    says = str(applicable.clause["says"])
    since = applicable.state.since
    if applicable.state.name == "enacted":
        return f"{says}, from {since}" if since else f"{says}, once in force"
    if applicable.state.name == "proposed":
        note = str(_stage(applicable).get("note") or "")
        return f"proposed{' since ' + since if since else ''}, not law: {note or says}"
    if applicable.state.name == "suspended":
        return f"suspended{' since ' + since if since else ''}: {says}"
    held = f"{says}, since {since}" if since else says
    return f"{held}, if the open question is answered so" if verdict is Verdict.NEEDS_FACTS else held


def _stage(applicable: Applicable) -> Mapping[str, Any]:
    """The stage of listing, clause or regime that gives its state the day it began."""
    for part in (applicable.listing, applicable.clause, applicable.regime):
        for stage in part.get("stages") or ():
            if stage["state"] == applicable.state.name and str(stage["on"]) == applicable.state.since:
                return dict(stage)
    return {}


def law(applicable: Applicable) -> tuple[Law, ...]:
    """The law shown with a finding: the clause that binds, the regime's first citation, the listing's own."""
    regime, clause, listing = applicable.regime, applicable.clause, applicable.listing
    if applicable.state.name == "proposed":
        # The listing's own citation is of the rule that came of it, if one did.
        listing = _stage(applicable)
    first = (regime.get("law") or [{}])[0]
    found = [
        Law(str(first.get("citation", "")), str(first.get("url") or "")),
        Law(str(clause.get("citation") or ""), str(clause.get("url") or first.get("url") or "")),
        Law(str(listing.get("citation") or ""), str(listing.get("url") or "")),
    ]
    return tuple(dict.fromkeys(one for one in found if one.citation))
