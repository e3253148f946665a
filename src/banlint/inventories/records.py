"""Exports that are rows: a list of flat records, under a key or not, or one row of a table. Shapes differ by tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from banlint.inventories.beside import Aside, Own
from banlint.inventories.fields import Key
from banlint.inventories.pick import at, mappings
from banlint.inventories.walk import Shape, Walker
from banlint.model import Asset, Data, Path, Role

MAKER = Key(Role.MANUFACTURER, strong=True)
BRAND = Key(Role.BRAND, strong=True)
MODEL = Key(Role.MODEL, strong=True)
PART = Key(Role.PART_NUMBER)
MAC = Key(Role.MAC, strong=True)
SERIAL = Key(Role.SERIAL)
FIRMWARE = Key(Role.FIRMWARE)
TEXT = Key(Role.TEXT)
SUPPLIER = Key(Role.SUPPLIER)
NAME = Key(naming=1)


def fact(name: str) -> Key:
    """A key whose value is the fact `name`."""
    return Key(fact=name)


class Records:
    """One kind of export, known by the keys of its first record."""

    def __init__(
        self,
        name: str,
        *signs: str,
        keys: Mapping[str, Key | None] | None = None,
        roots: tuple[Path, ...] = (),
        ignored: str = "",
        inlined: str = "",
        every: bool = True,
    ) -> None:
        """`signs` are sets of keys, one text each, the rarest key first; a record with all of one set is ours.

        `every` says that each record is an asset, whatever it says of itself.
        """
        self.name = name
        self._signs = tuple((sign.split("|")[0], frozenset(sign.split("|"))) for sign in signs)
        self._roots = roots
        self._beside = Own(" ".join("/".join((*map(str, root), "[]")) for root in ((), *roots)))
        default = Shape()
        self._shape = Shape(
            inlined=default.inlined | frozenset(inlined.split()),
            ignored=default.ignored | frozenset(ignored.split()),
            every=every,
            keys=keys or {},
        )

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Whether the first record has the keys of this export."""
        found = self._listed(data)
        first = next(iter(found[1]), None) if found else data
        return isinstance(first, dict) and any(rare in first and keys <= first.keys() for rare, keys in self._signs)

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a record, and its components."""
        found = self._listed(data)
        if found is None:
            yield from self.element(data, ())
            return
        for path, record in mappings(found[1], found[0]):
            yield from self.element(record, path)

    def element(self, data: Data, path: Path) -> Iterator[Asset]:
        """Those of one record, which stands at `path`."""
        walker = Walker(self._shape)
        walker.visit(data, path)
        yield from walker.assets()

    def beside(self, data: Data) -> Iterable[Aside]:
        """What stands beside the list of records."""
        return self._beside(data) if self._listed(data) else ()

    def _listed(self, data: Data) -> tuple[Path, list[Data]] | None:
        if isinstance(data, list):
            return (), data
        if isinstance(data, dict):
            for root in self._roots:
                if root[0] in data:
                    listed = at(data, *root)
                    if isinstance(listed, list):
                        return root, listed
        return None


class Nothing:
    """A kind of file that is known to list no hardware, whatever makers it names."""

    def __init__(self, name: str, *signs: str, beside: Callable[[Data], Iterable[Aside]] | None = None) -> None:
        """`beside` says what such files hold; one without it is flat, and holds nothing else."""
        self.name = name
        self.beside = beside or (lambda _: ())
        self._signs = tuple((sign.split("|")[0], frozenset(sign.split("|"))) for sign in signs)

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Whether the document, or the first of a list, has the keys of this kind."""
        first = data[0] if isinstance(data, list) and data else data
        return isinstance(first, dict) and any(rare in first and keys <= first.keys() for rare, keys in self._signs)

    def assets(self, data: Data) -> Iterator[Asset]:  # noqa: ARG002
        """None."""
        return iter(())
