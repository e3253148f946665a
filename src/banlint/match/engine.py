"""Values to entities, remembered; assets to identities, as of a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from banlint.errors import PluginError
from banlint.hints import TYPE_CHECKING
from banlint.match.context import Context
from banlint.match.identity import MAKER_ROLES, Hint, Said, merge
from banlint.match.kin import Kin
from banlint.match.lines import Lines
from banlint.model import Asset, Evidence, Fact, Identity, Match, Matcher, Registered, Role
from banlint.text import show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

REMEMBERED = 50_000
"""Distinct values of a role that are kept; past it the memory of that role starts anew."""
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
        found = self._ask(value)
        if len(value) <= _LONGEST_REMEMBERED:
            if len(self) >= REMEMBERED:
                self.clear()
            self[value] = found
        return found


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
        # What another hint goes by is not known, and not remembered.
        self._merge = partial(merge, hint=hint) if hint else Kin(Context(catalog)).merge
        self.roles = MAKER_ROLES.union(*(registered.part.roles for registered in matchers))
        """The roles whose values matter to an identity."""
        self._memo = {role: _Memory(_asking(role, self.matchers)) for role in Role}
        self._real: dict[str, bool] = {}

    def lookup(self, role: Role, value: str) -> tuple[Match, ...]:
        """What `value`, standing in a field of `role`, points to. Raises `PluginError` when a matcher fails."""
        return self._memo[role][value]

    def resolve(self, asset: Asset, on: str = "") -> Identity:
        """Everything the identifiers of `asset` say about its maker.

        Facts that hold only between dates are judged on the asset's own
        `purchase_date` or `installed_on` where that can be read as a day, else
        on the ISO day `on`; on neither, they all hold.
        Raises `PluginError` when a matcher fails.
        """
        day = _own_day(asset.facts) or on
        memo = self._memo
        evidence = [
            Evidence(identifier, match)
            for identifier in asset.identifiers
            for match in memo[identifier.role][identifier.value]
            if not day or ((not match.since or match.since <= day) and (not match.until or day <= match.until))
            if self._unverified or not match.unverified
        ]
        evidence = self.lines.narrow(asset, evidence)
        makers = tuple(one for one in asset.identifiers if one.role in MAKER_ROLES and self.is_maker(one.value))
        if not evidence:
            return _ANOTHER_MAKER if makers else _UNDETERMINED
        return self._merge(asset, Said(tuple(evidence), makers))

    def is_maker(self, value: str) -> bool:
        """Whether `value`, standing in a maker's field, names any maker at all: `unknown` and the like do not."""
        known = self._real.get(value)
        if known is None:
            known = not self.catalog.is_placeholder(value)
            if len(self._real) >= REMEMBERED:
                self._real.clear()
            if len(value) <= _LONGEST_REMEMBERED:
                self._real[value] = known
        return known


def _asking(role: Role, matchers: Sequence[Registered[Matcher]]) -> Callable[[str], tuple[Match, ...]]:
    """What asks those of `matchers` that know of `role`."""
    asked = tuple(registered for registered in matchers if role in registered.part.roles)

    def ask(value: str) -> tuple[Match, ...]:
        found: tuple[Match, ...] = ()
        for registered in asked:
            try:
                more = tuple(registered.part.match(role, value))
            except Exception as error:
                # The one place where a plugin's matcher is called: whatever it raises is told by its name.
                raise _failed(registered, role, value, error) from error
            for match in more:
                if not isinstance(match, Match):
                    told = f"matcher {registered.part.name} of plugin {registered.plugin}"
                    raise PluginError(f"{told} yields something that is not a Match")
            found = found + more if found else more
        return found

    return ask


def _failed(registered: Registered[Matcher], role: Role, value: str, error: Exception) -> PluginError:
    told = f"matcher {registered.part.name} of plugin {registered.plugin} failed on {role} {show(value, 60)}: "
    return PluginError(f"{told}{type(error).__name__}: {error}", "mend or leave out the plugin")


def _own_day(facts: Mapping[str, Fact]) -> str:
    if facts.keys().isdisjoint(_OWN_DAYS):
        return ""
    from banlint.match.days import read_day

    for name in _OWN_DAYS:
        fact = facts.get(name)
        if fact is not None and (found := read_day(fact.value)):
            return found
    return ""
