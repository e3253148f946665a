"""A catalog in which some regimes are other than the packs say: what a what-if is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from banlint.catalog.index import Catalog, Record


class Overlay(Catalog):
    """`base` with `regimes`, by id, in the stead of its own or beside them; everything else is that of `base`."""

    __slots__ = ("_laid_over",)

    def __init__(self, base: Catalog, regimes: Mapping[str, Record]) -> None:
        # What is loaded is shared: a what-if judges other law and knows the same makers.
        for name in Catalog.__slots__:
            setattr(self, name, getattr(base, name))
        self._laid_over = MappingProxyType({**base.regimes, **regimes})

    @property
    def regimes(self) -> Mapping[str, Record]:
        """The regimes by id, those laid over among them."""
        return self._laid_over
