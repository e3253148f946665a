"""Allow-lists: equipment of a kind of which only some makers, or some of their models, are allowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from banlint.catalog.names import key
from banlint.hints import Any
from banlint.judge.scope import Scope
from banlint.judge.subject import Subject, from_identifier
from banlint.model import Ask, Basis, Identifier, Role
from banlint.text import fold, show

ALLOW_LIST = "allow-list"
_MAKERS = frozenset({Role.MANUFACTURER, Role.BRAND})
_MODELS = frozenset({Role.MODEL, Role.PART_NUMBER})


def not_allowed(listing: Mapping[str, Any], met: Scope, said: Sequence[Identifier], day: str) -> Subject | None:
    """What is not allowed of an asset of the listing's kind, of which this is `said`; `None` where it is allowed.

    Where the list itself is not known, or the maker is not, that is a question.
    """
    makers = [one for one in said if one.role in _MAKERS]
    models = [one for one in said if one.role in _MODELS]
    allowed: Sequence[Mapping[str, Any]] = [one for one in listing.get("allowed") or () if _holds(one, day)]
    if not listing.get("allowed"):
        return _asked(met, Ask("Is it on the list of what is allowed? The list is not published in full."))
    if not makers:
        return _asked(met, Ask("Who made it?", ("manufacturer",)))
    own = [one for one in allowed if any(_is_of(maker.value, one) for maker in makers)]
    if any(not one.get("models") or any(_is_model(model.value, one) for model in models) for one in own):
        return None
    if own and not models:
        return _asked(met, Ask("Which model is it? Only some of this maker are allowed.", ("model",)))
    return _barred(listing, met, [*makers[:1], *(models[:1] if own else ())])


def _barred(listing: Mapping[str, Any], met: Scope, shown: list[Identifier]) -> Subject:
    source = str(listing.get("source") or "")
    evidence = tuple(from_identifier(one, Basis.ALLOW_LIST, one.value, source) for one in shown)
    said = " ".join(show(one.value, 60) for one in shown)
    return Subject(met.name, met.evidence + evidence, covered=(*met.covered, f"{said} is not on the list"))


def _asked(met: Scope, question: Ask) -> Subject:
    return Subject(met.name, met.evidence, covered=met.covered, questions=(*met.questions, question))


def _holds(allowed: Mapping[str, Any], day: str) -> bool:
    return str(allowed.get("since") or "") <= day and (not allowed.get("until") or day <= str(allowed["until"]))


def _is_of(value: str, allowed: Mapping[str, Any]) -> bool:
    found = f" {key(value)} "
    return any(f" {key(name)} " in found for name in (allowed["maker"], *(allowed.get("aliases") or ())))


def _is_model(value: str, allowed: Mapping[str, Any]) -> bool:
    found = f" {fold(value)} "
    return any(f" {fold(model)} " in found for model in allowed["models"])
