"""banlint's own shape: `assets`, a list or a mapping by name, as `rules/schema/inventory.schema.json` says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Own
from banlint.inventories.complaint import Complaint
from banlint.inventories.fields import KEYS
from banlint.inventories.scalars import text
from banlint.inventories.walk import Shape, Walker
from banlint.model import Asset, Data, Fact, Path

ASSETS = "assets"
TOP = frozenset({"site", "purpose", "contract", "funding", ASSETS})
"""The keys of a document."""
_OWN = (
    "name manufacturer brand model part_number serial mac_address cpe purl fcc_id sysObjectID pci_id usb_id firmware"
    " description category capabilities purpose site country_of_origin brand_country hts_code supplier contract order"
    " funding price purchase_date import_date installed_on retired_on status routes_user_data connects_to essential"
    " components banlint"
)
OWN = frozenset(_OWN.split())
"""The keys of an asset."""
_TELLING = frozenset({"manufacturer", "brand", "model"})
# What is lost when it is misspelt. Words that are near to honest keys (contract: contact) are left out.
_MISSED = (
    "manufacturer vendor brand model part_number serial mac_address fcc_id category purpose supplier components"
    " country_of_origin purchase_date import_date installed_on retired_on hts_code routes_user_data connects_to"
)
_NEAR = 0.83
_SHORTEST = 5
_LONGEST = 24
_MOST = 20
_SHOWS = 50
_SHAPE = Shape(every=True)


class Native:
    """Documents in our own shape."""

    name = "banlint"
    beside = Own("site purpose contract funding assets")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping with `assets`, each a mapping, that has either no key but ours or assets that speak our words."""
        if not isinstance(data, dict) or not isinstance(data.get(ASSETS), (dict, list)):
            return False
        first = [one for _, one in _entries(data)][:_SHOWS]
        if not first or not all(one is None or isinstance(one, dict) for one in first):
            return False
        return data.keys() <= TOP or any(isinstance(one, dict) and not _TELLING.isdisjoint(one) for one in first)

    def assets(self, data: Data) -> Iterator[Asset]:
        """Each entry is an asset, whatever it says of itself; what it is made of are its components."""
        assert isinstance(data, dict)
        above = _common(data)
        for path, entry in _entries(data):
            yield from self.element(entry, path, above)

    def element(self, data: Data, path: Path, above: Mapping[str, Fact] | None = None) -> Iterator[Asset]:
        """Those of one entry; the facts `above` hold for all."""
        if isinstance(data, dict) and data:
            walker = Walker(_SHAPE)
            walker.visit(data, path, None, above)
            for asset in walker.assets():
                yield _with_supplier(asset, data) if asset.path == path else asset

    def complaints(self, data: Data) -> Iterator[Complaint]:
        """Keys of assets that mean nothing and are nearly one that does."""
        left = _MOST
        known: dict[str, str] = {}
        stack = list(_entries(data))[::-1] if isinstance(data, dict) else []
        while stack and left:
            path, entry = stack.pop()
            if not isinstance(entry, dict):
                continue
            for key, value in entry.items():
                meant = known.setdefault(key, _meant(key)) if len(known) < 10_000 else ""
                if meant and left and meant not in entry:
                    left -= 1
                    yield Complaint((*path, key), f"`{key}` is a near miss of `{meant}`", f"write `{meant}`")
                if key == "components":
                    stack.extend(_below(value, (*path, key)))


def _entries(data: Mapping[str, Data]) -> Iterator[tuple[Path, Data]]:
    return _below(data.get(ASSETS), (ASSETS,))


def _below(value: Data, path: Path) -> Iterator[tuple[Path, Data]]:
    if isinstance(value, dict):
        yield from (((*path, key), one) for key, one in value.items())
    elif isinstance(value, list):
        yield from (((*path, number), one) for number, one in enumerate(value))


def _common(data: Mapping[str, Data]) -> Mapping[str, Fact]:
    """The facts that the document states for all of its assets."""
    walker = Walker(_SHAPE)
    walker.visit({key: value for key, value in data.items() if key in TOP and key != ASSETS})
    return next((asset.facts for asset in walker.assets()), {})


def _with_supplier(asset: Asset, entry: Mapping[str, Data]) -> Asset:
    """`asset` with the numbers its supplier is registered by."""
    supplier = entry.get("supplier")
    if not isinstance(supplier, dict):
        return asset
    facts = {
        f"supplier.{part}": Fact(written, (*asset.path, "supplier", part), f"supplier.{part}")
        for part in ("uei", "cage")
        if (written := text(supplier.get(part)))
    }
    return asset._replace(facts={**asset.facts, **facts}) if facts else asset


def _meant(key: str) -> str:
    """The key that `key` is a slip of the pen for; empty where it is one itself, or near to none."""
    if key in OWN or KEYS[key] is not None or not _SHORTEST <= len(key) <= _LONGEST or not key.isascii():
        return ""
    import difflib

    word = key.lower().replace("-", "_").replace(" ", "_")
    if any(character.isdigit() for character in word):
        return ""
    near = difflib.get_close_matches(word, _MISSED.split(), n=1, cutoff=_NEAR)
    return near[0] if near else ""
