"""The examples in entity and regime files, judged by the very parts that judge inventories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.errors import BanlintError
from banlint.hints import TYPE_CHECKING, Any
from banlint.inventories.generic import Generic
from banlint.judge.judge import Judge
from banlint.match.engine import Engine
from banlint.model import (
    Asset,
    Basis,
    Confidence,
    Fact,
    Finding,
    Identifier,
    Identity,
    Path,
    ProfileId,
    Question,
    Role,
    Verdict,
)
from banlint.plugins.manager import Plugins
from banlint.text import show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

Record = Mapping[str, Any]
Wrong = tuple[str, str]
"""What an example came to instead, and what would mend it."""
_ROLES = {"mac_address": Role.MAC, "sysObjectID": Role.SYSOBJECTID, "description": Role.TEXT}
_EXPECTED = frozenset({"basis", "confidence"})
_NONE = "none"
_GRAVITY = [verdict.value for verdict in Verdict]


class Bench:
    """A catalog and what judges by it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._engine = Engine(catalog, Plugins((), third_party=False).parts(catalog).matchers)
        self._adapter = Generic()
        self._judges: dict[Question, Judge] = {}

    def entity(self, data: Record) -> Iterator[tuple[Path, Wrong | None]]:
        """Each example of an entity file, by its path in it, and what is wrong with it if anything is."""
        examples = data.get("examples") or {}
        for number, example in enumerate(examples.get("match") or ()):
            asset = _asset(example)
            # An identity keeps the strongest name of several; the example may be of another that is met as well.
            met = {
                match.basis.value
                for one in asset.identifiers
                for match in self._engine.lookup(one.role, one.value)
                if match.entity == data["id"]
            }
            wrong = _mismatch(example, self._engine.resolve(asset), str(data["id"]), met)
            yield ("examples", "match", number), wrong
        for number, example in enumerate(examples.get("no_match") or ()):
            # Who once owned it is no matter here: what is said is said of the day the pack was reviewed.
            identity = self._engine.resolve(_asset(example), str(self._catalog.info["edition"]))
            yield ("examples", "no_match", number), _match(identity)

    def regime(self, data: Record) -> Iterator[tuple[Path, Wrong | None]]:
        """Each example of a regime file, by its path in it, and what is wrong with it if anything is."""
        for number, example in enumerate(data.get("examples") or ()):
            where: Path = ("examples", number)
            try:
                yield where, self._verdict(example, str(data["id"]))
            except BanlintError as error:
                yield where, (error.problem().message, error.problem().mend)

    def _verdict(self, example: Record, regime: str) -> Wrong | None:
        if example["profile"] not in self._catalog.profiles:
            return f"there is no profile '{show(example['profile'], 60)}'", "write a profile's id"
        asked = (ProfileId(example["profile"]),)
        found = self._findings(
            example["asset"],
            Question(asked, example["as_of"], (regime,), include=tuple(example.get("include") or ())),
        )
        gravest = min(found, key=lambda one: _GRAVITY.index(one.verdict), default=None)
        verdict = gravest.verdict.value if gravest else _NONE
        mend = "mend the listings, or the example"
        if verdict != example["verdict"]:
            why = f": {show(gravest.reason, 200)}" if gravest else ""
            asks = f" ({show(gravest.questions[0], 200)})" if gravest and gravest.questions else ""
            return f"the example is {verdict}, not {example['verdict']}{why}{asks}", mend
        entities = sorted({str(one.entity) for one in found if one.verdict.value == verdict})
        if example.get("entity") and example["entity"] not in entities:
            return f"it is found for {', '.join(entities) or 'nobody'}, not {show(example['entity'], 60)}", mend
        return None

    def _findings(self, record: Record, question: Question) -> list[Finding]:
        judge = self._judges.get(question)
        if judge is None:
            judge = self._judges[question] = Judge(self._catalog, question)
        return [
            finding
            for asset in self._adapter.assets({"assets": [dict(record)]})
            for finding in judge.judge(asset, self._engine.resolve(asset, question.as_of))
        ]


def _asset(example: Record) -> Asset:
    """The asset that the fields of an entity's example make."""
    identifiers = []
    facts = {}
    for field, value in example.items():
        if field == "category":
            facts[field] = Fact(value, (field,), field)
        elif field not in _EXPECTED:
            identifiers.append(Identifier(_ROLES.get(field) or Role(field), value, (field,), field))
    return Asset("example", (), tuple(identifiers), facts)


def _mismatch(example: Record, identity: Identity, entity: str, met: set[str]) -> Wrong | None:
    """What is wrong with an example that has to be `entity`."""
    mend = "mend the names and patterns, or the example"
    own = [one for one in identity.evidence if one.match.entity == entity]
    if not own:
        others = ", ".join(sorted({str(one.match.entity) for one in identity.evidence}))
        return f"the example meets {others or 'nothing'}, not {entity}", mend
    if example["basis"] not in met:
        return f"it is met by {', '.join(sorted(met))}, not {example['basis']}", mend
    sure = max((one.match.confidence for one in own), key=lambda one: one.rank)
    if example.get("confidence") and sure is not Confidence(example["confidence"]):
        return f"it is {sure}, not {example['confidence']}", mend
    others = ", ".join(sorted({str(one.match.entity) for one in identity.evidence if _is_other(one.match, entity)}))
    return (f"the example meets {others} too", mend) if others else None


def _is_other(match: Any, entity: str) -> bool:
    """Whether a match claims the thing for another company: a brand of several makers, or a mention, does not."""
    return (
        match.entity != entity
        and ":" not in match.entity
        and match.basis not in (Basis.RELABEL, Basis.MENTION)
        and match.confidence is not Confidence.POSSIBLE
    )


def _match(identity: Identity) -> Wrong | None:
    """What is wrong with an example that must be nobody."""
    # A list may name a company that is called so; that is for the list to say.
    first = next((one for one in identity.evidence if ":" not in one.match.entity), None)
    if first is None:
        return None
    said = f"{first.identifier.field} {show(first.identifier.value, 60)} met {first.match.basis}"
    return (
        f"the example is {first.match.entity}: {said} '{show(first.match.term, 60)}'",
        "add a look-alike, mark the name exact, or mend the pattern",
    )
