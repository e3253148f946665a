"""What a run proves before it reads anything: a known maker is found and judged, and an unknown one is not.

An emptied catalog, a broken matcher or a plugin that meets everything shows here, where it would else be a pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.catalog.index import Catalog, Record
from banlint.errors import BanlintError
from banlint.hints import TYPE_CHECKING, Any
from banlint.judge.bearer import Bearer
from banlint.judge.judge import Judge
from banlint.model import (
    Asset,
    Confidence,
    Finding,
    Fingerprint,
    Identifier,
    Identity,
    Problem,
    ProfileId,
    Question,
    Role,
    Verdict,
)

if TYPE_CHECKING:
    from banlint.match.engine import Engine

_LAW = "control"
_MEND = "install banlint again, and see with --no-plugins whether a plugin is the reason"


def problems(catalog: Catalog, engine: Engine, as_of: str) -> Iterator[Problem]:
    """What is wrong with looking up and judging the catalog's controls; nothing where it has none."""
    controls = catalog.controls
    if not controls:
        return
    try:
        wrong = _found_wrongly(catalog, engine, controls["found"], as_of) or _met(engine, controls["missed"])
    except BanlintError as error:
        yield error.problem()
    except Exception as error:  # noqa: BLE001 the boundary: what fails on a control would fail on an inventory
        yield _problem(f"failed: {error!r}")
    else:
        if wrong:
            yield _problem(wrong)


def _found_wrongly(catalog: Catalog, engine: Engine, control: Record, as_of: str) -> str:
    asset, entity = _asset(control), control["entity"]
    identity = engine.resolve(asset)
    ours = [one for one in identity.evidence if one.match.entity == entity]
    met = {one.identifier.role.value for one in ours}
    missing = [role for role in control["fields"] if role not in met]
    if missing:
        return f"did not find a known maker by its {missing[0]}"
    if not any(one.match.confidence is Confidence.CERTAIN for one in ours):
        return "found a known maker and was not sure of it"
    found = _judged(catalog, asset, identity, str(entity), as_of)
    if [(one.entity, one.verdict) for one in found] != [(entity, Verdict.PROHIBITED)]:
        return "found a known maker and did not judge it"
    return ""


def _met(engine: Engine, control: Record) -> str:
    identity = engine.resolve(_asset(control))
    if identity.evidence:
        return f"took a maker that no rule names for `{identity.evidence[0].match.entity}`"
    return "" if identity.determined else "took the name of a maker for none"


def _asset(control: Record) -> Asset:
    fields: Mapping[str, str] = control["fields"]
    return Asset("control", (), tuple(Identifier(Role(role), value, (role,), role) for role, value in fields.items()))


def _judged(catalog: Catalog, asset: Asset, identity: Identity, entity: str, as_of: str) -> list[Finding]:
    """The findings under a law made up for this: what real law says depends on the day and on who asks."""
    question = Question((ProfileId(_LAW),), as_of)
    law = _regime(entity, as_of)
    return list(_Judge(_Alone(catalog, law, entity), question).judge(asset, identity))


def _regime(entity: str, as_of: str) -> dict[str, Any]:
    clause = {"id": _LAW, "parties": (_LAW,), "acts": (_LAW,), "says": "found by the control"}
    return {
        "id": _LAW,
        "title": _LAW,
        "effect": Verdict.PROHIBITED.value,
        "clauses": (clause,),
        "stages": ({"state": "effective", "on": as_of},),
        "covers": {"goods": "both", "affiliates": True},
        "listings": ({"entity": entity},),
    }


class _Unnumbered(Bearer):
    """An asset whose findings nobody is told of: a hash would cost more than all the rest."""

    def fingerprint(self, entity: str, regime: str) -> Fingerprint:  # noqa: ARG002
        """None."""
        return Fingerprint("")


class _Judge(Judge):
    bears = _Unnumbered


class _Alone(Catalog):
    """`base` with one law, which names one entity."""

    __slots__ = ("_entity", "_regime")

    def __init__(self, base: Catalog, regime: Record, entity: str) -> None:
        for name in Catalog.__slots__:
            setattr(self, name, getattr(base, name))
        self._regime, self._entity = regime, entity

    @property
    def regimes(self) -> Mapping[str, Record]:
        """The one law."""
        return {_LAW: self._regime}

    @property
    def profiles(self) -> Mapping[str, Record]:
        """Whoever it binds."""
        return {_LAW: {"id": _LAW, "parties": (_LAW,), "acts": (_LAW,)}}

    @property
    def entities(self) -> Mapping[str, Record]:
        """The one entity; that of the catalog is read when there is a finding to tell of."""
        return {self._entity: {"id": self._entity, "name": self._entity}}


def _problem(what: str) -> Problem:
    return Problem("pack", f"the control that every run begins with {what}", _MEND)
