"""Values to entities, remembered; assets to identities, as of a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from banlint.errors import PluginError
from banlint.match.context import Context
from banlint.match.identity import MAKER_ROLES, Hint, Said, merge
from banlint.match.lines import Lines
from banlint.match.placeholders import is_placeholder
from banlint.model import Asset, Evidence, Fact, Identity, Match, Matcher, Registered, Role
from banlint.text import show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

REMEMBERED = 200_000
"""Distinct values kept; past it the memory starts anew."""
_LONGEST_REMEMBERED = 512

_OWN_DAYS = ("purchase_date", "installed_on")
_UNDETERMINED = Identity((), (), determined=False)
_ANOTHER_MAKER = Identity((), (), determined=True)


class _Memory(dict[str, tuple[Match, ...]]):
    """What is known of the values of one role; what is not is asked for, which costs less than to raise an error."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], tuple[Match, ...]]) -> None:
        self._ask = ask

    def __missing__(self, value: str) -> tuple[Match, ...]:
        return self._ask(value)


class Engine:
    """Every registered matcher, asked once per distinct value."""

    def __init__(
        self,
        catalog: Catalog,
        matchers: Sequence[Registered[Matcher]],
        hint: Hint | None = None,
        *,
        unverified: bool = False,
    ) -> None:
        """`unverified`: facts of low confidence count too."""
        self.catalog = catalog
        self.lines = Lines(catalog)
        self._unverified = unverified
        self.matchers = tuple(matchers)
        self._hint = hint or Context(catalog)
        self.roles = MAKER_ROLES.union(*(registered.part.roles for registered in matchers))
        """The roles whose values matter to an identity."""
        self._by_role = {role.value: tuple(m for m in matchers if role in m.part.roles) for role in Role}
        self._memo = self._empty()
        self._remembered = 0
        self._real: dict[str, bool] = {}

    def _empty(self) -> dict[str, _Memory]:
        return {role.value: _Memory(partial(self._ask, role)) for role in Role}

    def lookup(self, role: Role, value: str) -> tuple[Match, ...]:
        """What `value`, standing in a field of `role`, points to. Raises `PluginError` when a matcher fails."""
        # By the role's text: an enum's own hash is slow, and this is the innermost step of a run.
        return self._memo[role._value_][value]

    def _ask(self, role: Role, value: str) -> tuple[Match, ...]:
        asked = self._by_role[role._value_]
        found = _matches(asked[0], role, value) if asked else ()
        for matcher in asked[1:]:
            found += _matches(matcher, role, value)
        if len(value) <= _LONGEST_REMEMBERED:
            if self._remembered >= REMEMBERED:
                self._memo = self._empty()
                self._remembered = 0
            self._memo[role._value_][value] = found
            self._remembered += 1
        return found

    def resolve(self, asset: Asset, on: str = "") -> Identity:
        """Everything the identifiers of `asset` say about its maker.

        Facts that hold only between dates are judged on the asset's own
        `purchase_date` or `installed_on` where that can be read as a day, else
        on the ISO day `on`; on neither, they all hold.
        Raises `PluginError` when a matcher fails.
        """
        day = _own_day(asset.facts) or on
        evidence = [
            Evidence(identifier, match)
            for identifier in asset.identifiers
            for match in self.lookup(identifier.role, identifier.value)
            if not day or ((not match.since or match.since <= day) and (not match.until or day <= match.until))
            if self._unverified or not match.unverified
        ]
        evidence = self.lines.narrow(asset, evidence)
        makers = tuple(one for one in asset.identifiers if one.role in MAKER_ROLES and self.is_maker(one.value))
        if not evidence:
            return _ANOTHER_MAKER if makers else _UNDETERMINED
        return merge(asset, Said(tuple(evidence), makers), self._hint)

    def is_maker(self, value: str) -> bool:
        """Whether `value`, standing in a maker's field, names any maker at all: `unknown` and the like do not."""
        known = self._real.get(value)
        if known is None:
            known = not is_placeholder(value)
            if len(self._real) >= REMEMBERED:
                self._real.clear()
            if len(value) <= _LONGEST_REMEMBERED:
                self._real[value] = known
        return known


def _matches(matcher: Registered[Matcher], role: Role, value: str) -> tuple[Match, ...]:
    part = matcher.part
    try:
        found = tuple(part.match(role, value))
    except Exception as error:
        # The one place where a plugin's matcher is called: whatever it raises is told by its name.
        failed = f"matcher {part.name} of plugin {matcher.plugin} failed on {role} {show(value, 60)}: "
        raise PluginError(f"{failed}{type(error).__name__}: {error}", "mend or leave out the plugin") from error
    for match in found:
        if not isinstance(match, Match):
            raise PluginError(f"matcher {part.name} of plugin {matcher.plugin} yields something that is not a Match")
    return found


def _own_day(facts: Mapping[str, Fact]) -> str:
    if facts.keys().isdisjoint(_OWN_DAYS):
        return ""
    from banlint.match.days import read_day

    for name in _OWN_DAYS:
        fact = facts.get(name)
        if fact is not None and (found := read_day(fact.value)):
            return found
    return ""
