"""Who makes a thing, by the values that are known of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from banlint.api.ask import day
from banlint.api.clock import today
from banlint.api.guess import bare, roles
from banlint.errors import UsageError
from banlint.model import FACT_ROLES, Asset, Identifier, Identity, Parts, Role
from banlint.text import show, suggest

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog


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


def asset(values: Sequence[str], fields: dict[str, str]) -> Asset:
    """One asset that holds `values`, their roles guessed, and `fields`."""
    identifiers = [
        Identifier(role, bare(value), (number,), role.value)
        for number, value in enumerate(values)
        for role in roles(value)
    ]
    words = [role.value for role in Role if role not in FACT_ROLES]
    for field, value in fields.items():
        if field not in words:
            near = suggest(field, words)
            raise UsageError(f"no identifier is called `{show(field)}`", f"did you mean `{near}`?" if near else "")
        identifiers.append(Identifier(Role(field), value, (field,), field))
    return Asset(" ".join((*values, *fields.values())), (), tuple(identifiers))


def resolve(catalog: Catalog, parts: Parts, one: Asset, as_of: str) -> Identity:
    """The identity of `one` on the day `as_of`, today where empty."""
    from banlint.match.engine import Engine

    engine, on = Engine(catalog, parts.matchers), day(as_of) or today()
    identity = engine.resolve(one, on)
    bare_values = [known for known in one.identifiers if isinstance(known.path[0], int)]
    if not identity.evidence and [known.role for known in bare_values] == [Role.MANUFACTURER, Role.MODEL]:
        # A model number is nobody's name: taken for one, it would say that somebody unknown made the thing.
        rest = tuple(known for known in one.identifiers if known != bare_values[0])
        found = engine.resolve(one._replace(identifiers=rest), on)
        return found if found.evidence else identity
    return identity
