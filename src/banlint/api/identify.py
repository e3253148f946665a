"""Who makes a thing, by the values that are known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banlint.api.ask import day
from banlint.api.clock import today
from banlint.api.guess import bare, roles
from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING
from banlint.model import FACT_ROLES, Asset, Basis, Evidence, Fact, Identifier, Identity, Parts, Role
from banlint.named import NamedTuple
from banlint.reporting.chain import holds
from banlint.text import show, suggest

if TYPE_CHECKING:
    from banlint.api.nearest import Near
    from banlint.catalog.index import Catalog, VetoRow
    from banlint.match.engine import Engine

_NAMED = frozenset({Role.MANUFACTURER, Role.BRAND, Role.SUPPLIER})
_SAID = frozenset({Role.MANUFACTURER, Role.MODEL})
_MAYBE = frozenset({Role.FCC_ID, Role.SERIAL})
"""What the shape of a bare value only suggests: it is that where it leads to a company."""


class NotTaken(NamedTuple):
    """Something that a value met and that is not part of the answer."""

    evidence: Evidence
    why: str


class Answer(NamedTuple):
    """An identity, and the whole way to it."""

    asset: Asset
    as_of: str
    """The ISO day asked about."""
    date: str
    """The asset's own ISO day, where one is given: what belonged to whom is judged on that."""
    identity: Identity
    not_taken: tuple[NotTaken, ...]
    look_alikes: Mapping[str, tuple[VetoRow, ...]]
    """By value: the look-alikes it is or holds."""
    near: Mapping[str, Near]
    """By value: the nearest name, of values in a maker's field that meet nothing at all."""


def identify(*values: str, as_of: str = "", packs: Sequence[str] = (), **fields: str) -> Identity:
    """The entities that `values` and `fields` point to on the ISO day `as_of` (today), strongest first.

    `fields` are named by `banlint.model.Role`: `manufacturer`, `model`, `mac`, `cpe` ...; the role of a bare
    value is guessed from its shape. All of them together are one asset. Raises `UsageError` for a field that
    does not exist and `PackError` for a pack that does not load.

    >>> identify("a model number").evidence[0].match.entity  # doctest: +SKIP
    '...'
    """
    from banlint.api.setting import load

    loaded = load(packs)
    return resolve(loaded.catalog, loaded.plugins.parts(loaded.catalog), asset(values, fields), as_of)


def asset(values: Sequence[str], fields: Mapping[str, str | Sequence[str]], date: str = "") -> Asset:
    """One asset that holds `values`, their roles guessed, and `fields`, each one text or several; bought on `date`."""
    identifiers = [
        Identifier(role, bare(value), (number,), role.value)
        for number, value in enumerate(values)
        for role in roles(value)
    ]
    words = [role.value for role in Role if role not in FACT_ROLES]
    said = list(values)
    for field, given in fields.items():
        if field not in words:
            near = suggest(field, words)
            raise UsageError(f"no identifier is called `{show(field)}`", f"did you mean `{near}`?" if near else "")
        texts = (given,) if isinstance(given, str) else tuple(given)
        identifiers += [Identifier(Role(field), value, (field, number), field) for number, value in enumerate(texts)]
        said += texts
    facts = {"purchase_date": Fact(day(date), ("date",), "date")} if date else {}
    return Asset(" ".join(said), (), tuple(identifiers), facts)


def resolve(catalog: Catalog, parts: Parts, one: Asset, as_of: str) -> Identity:
    """The identity of `one` on the day `as_of`, today where empty."""
    from banlint.match.engine import Engine

    engine = Engine(catalog, parts.matchers)
    return engine.resolve(_meant(engine, one), day(as_of) or today())


def _meant(engine: Engine, one: Asset) -> Asset:
    """`one` with bare values read as what they are: a model number is nobody's name, and a name no model.

    Taken for a name, a model number would say that somebody unknown made the thing.
    """
    bare_values = {found.value for found in one.identifiers if _is_bare(found)}
    unmeant = set()
    for value in bare_values:
        coded = [one.role for one in one.identifiers if _is_bare(one) and one.value == value and one.role not in _SAID]
        if any(engine.lookup(role, value) for role in coded):
            unmeant |= {(Role.MODEL, value), (Role.MANUFACTURER, value)}
            continue
        unmeant |= {(role, value) for role in coded if role in _MAYBE}
        named = engine.lookup(Role.MANUFACTURER, value)
        if named and all(match.basis is not Basis.MODEL_PATTERN for match in engine.lookup(Role.MODEL, value)):
            unmeant.add((Role.MODEL, value))
        elif not named and engine.lookup(Role.MODEL, value):
            unmeant.add((Role.MANUFACTURER, value))
    kept = (found for found in one.identifiers if not (_is_bare(found) and (found.role, found.value) in unmeant))
    return one._replace(identifiers=tuple(kept))


def _is_bare(found: Identifier) -> bool:
    return isinstance(found.path[0], int)


def explain(catalog: Catalog, parts: Parts, one: Asset, as_of: str) -> Answer:
    """What `resolve` says, with what was met and not taken, and what is near to values that met nothing."""
    from banlint.api.nearest import look_alikes, nearest
    from banlint.match.engine import Engine

    engine = Engine(catalog, parts.matchers)
    one = _meant(engine, one)
    as_of = day(as_of) or today()
    identity = engine.resolve(one, as_of)
    date = one.facts["purchase_date"].value if "purchase_date" in one.facts else ""
    every = [Evidence(found, match) for found in one.identifiers for match in engine.lookup(found.role, found.value)]
    named = dict.fromkeys(found.value for found in one.identifiers if found.role in _NAMED)
    alike = {value: rows for value in named if (rows := look_alikes(catalog, value))}
    met = {found.identifier.value for found in every} | alike.keys()
    strange = [value for value in named if value not in met and engine.is_maker(value)]
    near = {value: found for value in strange if (found := nearest(catalog, value))}
    return Answer(
        one, as_of, date, identity, tuple(_not_taken(every, identity, date or as_of, engine, one)), alike, near
    )


def _not_taken(
    every: Sequence[Evidence], identity: Identity, on: str, engine: Engine, one: Asset
) -> Iterator[NotTaken]:
    """What was met and does not stand in `identity`, and why; other names of a company that does are no news."""
    shown = {_met(found) for found in identity.evidence}
    standing = {(found.identifier.role, found.identifier.field, found.match.entity) for found in identity.evidence}
    for found in dict.fromkeys(every):
        identifier, match = found.identifier, found.match
        if not holds(match, on):
            yield NotTaken(found, f"not {match.entity}'s on {on}")
        elif match.unverified:
            yield NotTaken(found, "it is of low confidence, and off unless --include unverified")
        elif not_made := engine.lines.why_not(one, found):
            yield NotTaken(found, not_made)
        elif _met(found) not in shown and (identifier.role, identifier.field, match.entity) not in standing:
            alone = "it needs other evidence beside it" if match.needs_maker else "another maker is named"
            yield NotTaken(found, alone)


def _met(found: Evidence) -> tuple[Identifier, str, str, str]:
    return found.identifier, found.match.entity, found.match.basis.value, found.match.term
