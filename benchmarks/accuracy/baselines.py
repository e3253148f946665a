"""What people do without this tool, on the same rows, with the same names and blocks as the catalog holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from ours import Hit, Hits

from banlint.catalog.index import Catalog

TEXTS = ("manufacturer", "brand", "model", "description")
Method = Callable[[Mapping[str, str]], Hits]
_SHORTEST = 3


def names(catalog: Catalog, vendors: Iterable[str]) -> dict[str, set[str]]:
    """What each vendor is called: its names, brands and affiliates, in lower case; brands of others left out."""
    found: dict[str, set[str]] = {}
    for vendor in vendors:
        entity = catalog.entities.get(vendor) or {}
        said = {str(entity.get("short") or vendor)}
        said |= {one["text"] for part in ("names", "brands") for one in entity.get(part) or ()}
        for one in entity.get("affiliates") or ():
            said |= {one["name"], *(one.get("aliases") or ())}
        found[vendor] = {name.casefold() for name in said if len(name) >= _SHORTEST or not name.isascii()}
    return found


def substring(known: Mapping[str, set[str]]) -> Method:
    """Any name anywhere in any text, case aside: what `grep -i` finds."""
    return _texts(known, lambda text, name: name in text)


def exact(known: Mapping[str, set[str]]) -> Method:
    """A field that is one of the names, case aside."""
    return _texts(known, lambda text, name: text == name)


def mac_prefix(catalog: Catalog, vendors: Iterable[str]) -> Method:
    """The first hex digits of an address, against every block of the vendors."""
    wanted = set(vendors)
    blocks = {prefix: row.entity for prefix, row in catalog.oui.items() if row.entity in wanted}

    def method(fields: Mapping[str, str]) -> Hits:
        digits = re.sub(r"[^0-9A-F]", "", fields.get("mac_address", "").upper())
        prefix = next((digits[:size] for size in (9, 7, 6) if digits[:size] in blocks), "")
        return {blocks[prefix]: Hit(1, ("oui",), f"begins with {prefix}")} if prefix else {}

    return method


def token_set(known: Mapping[str, set[str]]) -> Callable[[Mapping[str, str]], Mapping[str, tuple[float, str]]]:
    """The best score that rapidfuzz's `token_set_ratio` gives any field and any name, by vendor."""
    from rapidfuzz import fuzz, process

    every = [(name, vendor) for vendor, said in known.items() for name in sorted(said)]
    choices = [name for name, _ in every]
    remembered: dict[str, dict[str, tuple[float, str]]] = {}

    def one(text: str) -> dict[str, tuple[float, str]]:
        best: dict[str, tuple[float, str]] = {}
        for name, score, number in process.extract_iter(text.casefold(), choices, scorer=fuzz.token_set_ratio):
            vendor = every[number][1]
            best[vendor] = max(best.get(vendor, (0.0, "")), (score, name))
        return best

    def method(fields: Mapping[str, str]) -> Mapping[str, tuple[float, str]]:
        best: dict[str, tuple[float, str]] = {}
        for text in filter(None, (fields.get(field) for field in TEXTS)):
            if text not in remembered:
                remembered[text] = one(text)
            for vendor, scored in remembered[text].items():
                best[vendor] = max(best.get(vendor, (0.0, "")), scored)
        return best

    return method


def at(threshold: float, scored: Mapping[str, tuple[float, str]]) -> Hits:
    """The vendor of the best score, where that reaches `threshold`."""
    best = max(scored.items(), key=lambda one: one[1], default=None)
    if best is None or best[1][0] < threshold:
        return {}
    return {best[0]: Hit(1, ("score",), f"{best[1][0]:.0f} for `{best[1][1]}`")}


def _texts(known: Mapping[str, set[str]], meets: Callable[[str, str], bool]) -> Method:
    def method(fields: Mapping[str, str]) -> Hits:
        hits: dict[str, Hit] = {}
        for text in filter(None, (fields.get(field, "").casefold() for field in TEXTS)):
            for vendor, said in known.items():
                name = max((one for one in said if meets(text, one)), key=len, default="")
                if name:
                    hits.setdefault(vendor, Hit(1, ("name",), f"`{text[:60]}` met `{name}`"))
        return hits

    return method
