"""Identifiers to entities: one matcher per kind of value, an engine that remembers, a judgement of evidence.

PURLs have no matcher: the types they know are all software.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from importlib import import_module

from banlint.hints import TYPE_CHECKING, Any
from banlint.match.models import ModelMatcher
from banlint.match.names import NameMatcher
from banlint.model import Match, Matcher, Role

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog


class Late:
    """A matcher that is imported with the first value of its kind: most inventories hold few kinds.

    `target` is `module:Class` within this package, `name` and `roles` are the class's own.
    """

    def __init__(self, catalog: Catalog, target: str, name: str, *roles: Role) -> None:
        self._catalog = catalog
        self._target = target
        self.name = name
        self.roles = frozenset(roles)

    def match(self, role: Role, value: str) -> Iterable[Match]:
        """What the matcher says, which from then on is asked itself."""
        self.match = self._itself.match  # type: ignore[method-assign]
        return self.match(role, value)

    @cached_property
    def _itself(self) -> Any:
        module, _, kind = self._target.partition(":")
        return getattr(import_module(f"{__name__}.{module}"), kind)(self._catalog)

    def __getattr__(self, name: str) -> Any:
        """What it has besides: a test of values by their heads, say."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._itself, name)


def _late(target: str, name: str, *roles: Role) -> Callable[[Catalog], Matcher]:
    return lambda catalog: Late(catalog, target, name, *roles)


MATCHERS: tuple[Callable[[Catalog], Matcher], ...] = (
    NameMatcher,
    ModelMatcher,
    _late("mac:MacMatcher", "mac", Role.MAC),
    _late("codes:CpeMatcher", "cpe", Role.CPE),
    _late("codes:FccMatcher", "fcc", Role.FCC_ID),
    _late("codes:SnmpMatcher", "snmp", Role.SYSOBJECTID),
    _late("codes:BusMatcher", "bus", Role.PCI_ID, Role.USB_ID),
    _late("codes:EdidMatcher", "edid", Role.EDID),
    _late("banners:BannerMatcher", "banners", Role.BANNER),
    _late("banners:TextBannerMatcher", "banners-in-text", Role.TEXT),
    _late("network:DomainMatcher", "domains", Role.DOMAIN),
    _late("network:ScopeMatcher", "scopes", Role.SCOPE),
    _late("serials:GponMatcher", "gpon", Role.SERIAL, Role.GPON),
    _late("chips:ChipMatcher", "chips", Role.CHIP),
)
"""Those in use by default, each made with the catalog."""
