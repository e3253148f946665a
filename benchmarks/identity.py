"""What identification costs, in CPU time of one process: each distinct value, each repeat, long and hostile values.

python benchmarks/run.py identity       this, and what the catalog costs to compile and to load
python benchmarks/identity.py           the same
"""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence

from banlint.catalog import load
from banlint.catalog.index import Catalog
from banlint.match.engine import Engine
from banlint.model import Role
from banlint.plugins.manager import Plugins

DISTINCT = 20_000
RUNS = 5
SIZES = (1 << 10, 1 << 16, 1 << 20)
GOAL_DISTINCT, GOAL_REPEAT = 10.0, 0.2
"""Microseconds of CPU for a distinct value, and for one that was seen before."""

HOSTILE: dict[str, tuple[Role, str]] = {
    "name: one letter": (Role.MANUFACTURER, "a"),
    "name: spaces": (Role.MANUFACTURER, " "),
    "name: words": (Role.MANUFACTURER, "co ltd "),
    "name: combining marks": (Role.MANUFACTURER, "e\u0301\u0301"),
    "name: unspaced script": (Role.MANUFACTURER, "海大华"),
    "name: zero width": (Role.BRAND, "a\u200b"),
    "name: one ligature that expands": (Role.MANUFACTURER, "\ufdfa"),
    "model: hyphens": (Role.MODEL, "DS-"),
    "model: digits": (Role.PART_NUMBER, "DS-2CD2143"),
    "mac: separators": (Role.MAC, ":"),
    "mac: digit pairs": (Role.MAC, "44:"),
    "mac: many addresses": (Role.MAC, "02:00:00:00:00:01 "),
    "cpe: quoting": (Role.CPE, "cpe:2.3:h:\\\\"),
    "sysObjectID: arcs": (Role.SYSOBJECTID, "1.3.6.1.4.1."),
    "FCC ID: labels": (Role.FCC_ID, "FCC ID "),
    "PCI id: pairs": (Role.PCI_ID, "12ab:"),
    "serial: digits": (Role.SERIAL, "0123456789"),
    "text: words": (Role.TEXT, "replaced the old one "),
    "text: quotes": (Role.TEXT, 'CN="x",O='),
}


def main() -> None:
    """Both tables."""
    catalog = load()
    print(f"\nIdentification, {catalog.info['entities']:,} entities; CPU of this process, medians of {RUNS} runs")
    values(catalog)
    lengths(catalog)


def engine_of(catalog: Catalog) -> Engine:
    """An engine that has seen no value yet."""
    return Engine(catalog, Plugins((), third_party=False).parts(catalog).matchers)


def values(catalog: Catalog, count: int = DISTINCT) -> dict[str, tuple[float, float, float]]:
    """Print microseconds per value of each kind: unknown ones, those of the catalog, and repeated; return them."""
    found = {}
    print(f"\n  microseconds per value, up to {count:,} distinct ones of each kind")
    print(
        f"  {'':16}{'unknown':>12}{'of the catalog':>16}{'repeated':>12}   goals {GOAL_DISTINCT:g}, repeated {GOAL_REPEAT:g}"
    )
    for name, (role, known, unknown, vary) in KINDS.items():
        strange, own = _distinct(unknown, count), _spread(known(catalog), count)
        own = list(dict.fromkeys(vary(value, place) for place, value in enumerate(_repeated(own, count))))
        timed = [(*_timed(catalog, role, strange), _timed(catalog, role, own)[0]) for _ in range(RUNS)]
        new, again, met = (statistics.median(column) for column in zip(*timed, strict=True))
        found[name] = new, met, again
        print(f"  {name:16}{new:12.2f}{met:16.2f}{again:12.3f}")
    return found


def _timed(catalog: Catalog, role: Role, batch: Sequence[str]) -> tuple[float, float]:
    engine = engine_of(catalog)
    # What is built at the first values of all is a cost of the start, not of a value.
    warm, batch = batch[: len(batch) // 20], batch[len(batch) // 20 :]
    _cpu(engine, role, warm)
    gc.collect()
    first, again = (_cpu(engine, role, batch) / max(1, len(batch)) / 1000 for _ in range(2))
    return first, again


def _cpu(engine: Engine, role: Role, batch: Sequence[str]) -> int:
    lookup = engine.lookup
    began = time.process_time_ns()
    for value in batch:
        lookup(role, value)
    return time.process_time_ns() - began


def lengths(catalog: Catalog, sizes: Sequence[int] = SIZES) -> dict[str, tuple[float, ...]]:
    """Print nanoseconds per character of hostile values of growing length, and return them."""
    engine = engine_of(catalog)
    found = {}
    print("\n  nanoseconds per character of a value: what grows with the length stays level or falls")
    print(f"  {'':32}" + "".join(f"{size:>12,}" for size in sizes))
    for name, (role, unit) in HOSTILE.items():
        engine.lookup(role, unit)
        found[name] = tuple(_per_character(engine, role, unit, size) for size in sizes)
        print(f"  {name:32}" + "".join(f"{one:12.3f}" for one in found[name]))
    return found


def _per_character(engine: Engine, role: Role, unit: str, size: int) -> float:
    # Values over the length that is remembered are looked up anew each time; shorter ones differ at their end.
    times = []
    for number in range(RUNS):
        value = (unit * (size // len(unit) + 1))[: size - 1] + str(number)
        times.append(_cpu(engine, role, [value]) / size)
    return statistics.median(times)


def _names(catalog: Catalog) -> Iterable[str]:
    return sorted({row.text for rows in catalog.names.values() for row in rows} | set(catalog.listed))


def _models(catalog: Catalog) -> Iterable[str]:
    entities = sorted({row.entity for row in catalog.models})
    patterns = (pattern for entity in entities for pattern in catalog.entities[entity].get("models") or ())
    return [text for pattern in patterns for text in pattern["match"]]


def _macs(catalog: Catalog) -> Iterable[str]:
    known = (f"{prefix:0<12}" for prefix in sorted(catalog.oui))
    return [":".join(one[at : at + 2] for at in range(0, 12, 2)) for one in known]


def _buses(catalog: Catalog) -> Iterable[str]:
    return [":".join((*name.split(":")[1:], "0001")[:2]) for name in sorted(catalog.bus) if not name.startswith("edid")]


def _texts(catalog: Catalog) -> Iterable[str]:
    return sorted(row.text for row in catalog.banners.values() if row.match in ("exact", "prefix"))


Kind = tuple[
    Role, Callable[[Catalog], Iterable[str]], Callable[[random.Random], str], Callable[[str, int], str]
]  # fmt: skip
"""A role; the catalog's own values of it; one that chance makes; and one of the catalog's, made another by a number."""

KINDS: dict[str, Kind] = {
    "names": (
        Role.MANUFACTURER,
        _names,
        lambda chance: f"{_word(chance)} {_word(chance)} Co., Ltd.".title(),
        lambda value, _: value,
    ),
    "models": (
        Role.MODEL,
        _models,
        lambda chance: f"{_word(chance)[:3]}-{chance.randrange(10_000)}{_word(chance)[:4]}".upper(),
        lambda value, number: f"{value} {number}",
    ),
    "MAC addresses": (
        Role.MAC,
        _macs,
        lambda chance: ":".join(f"{chance.randrange(0, 256, 4 if at == 0 else 1):02x}" for at in range(6)),
        lambda value, number: f"{value[:-5]}{number >> 8 & 255:02x}:{number & 255:02x}",
    ),
    "serials": (
        Role.SERIAL,
        lambda catalog: sorted(catalog.gpon),
        lambda chance: f"{_word(chance)[:3]}{chance.randrange(10**9)}".upper(),
        lambda value, number: f"{value}{number:08X}",
    ),
    "free texts": (
        Role.TEXT,
        _texts,
        lambda chance: " ".join(_word(chance) for _ in range(12)),
        lambda value, number: f"{value} {number}",
    ),
    "CPEs": (
        Role.CPE,
        lambda catalog: sorted(catalog.cpe),
        lambda chance: f"cpe:2.3:h:{_word(chance)}:{_word(chance)}:-:*:*:*:*:*:*:*",
        lambda value, number: f"cpe:2.3:h:{value}:x{number}:-:*:*:*:*:*:*:*",
    ),
    "sysObjectIDs": (
        Role.SYSOBJECTID,
        lambda catalog: sorted(catalog.snmp),
        lambda chance: f"1.3.6.1.4.1.{chance.randrange(60_000)}.{chance.randrange(99)}",
        lambda value, number: f"1.3.6.1.4.1.{value}.1.{number}",
    ),
    "PCI ids": (
        Role.PCI_ID,
        _buses,
        lambda chance: f"{chance.randrange(65536):04x}:{chance.randrange(65536):04x}",
        lambda value, number: f"{value[:5]}{number & 65535:04x}",
    ),
    "FCC IDs": (
        Role.FCC_ID,
        lambda catalog: sorted(catalog.fcc),
        lambda chance: f"2{_word(chance)[:4].upper():A<4}-{_word(chance)[:6].upper()}",
        lambda value, number: f"{value}-X{number}",
    ),
}


def _repeated(values: Sequence[str], count: int) -> list[str]:
    """`values` over and over, until there are `count` of them."""
    return (list(values) * (count // max(1, len(values)) + 1))[: max(count, len(values))]


def _distinct(make: Callable[[random.Random], str], count: int) -> list[str]:
    """`count` distinct values that chance makes, the same at every run."""
    chance = random.Random(889)
    found: dict[str, None] = {}
    while len(found) < count:
        found[make(chance)] = None
    return list(found)


def _spread(known: Iterable[str], count: int) -> list[str]:
    """At most `count` of `known`, from all over it."""
    known = list(dict.fromkeys(known))
    return random.Random(889).sample(known, min(len(known), count))


def _word(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghijklmnoprstuvz", k=chance.randrange(4, 11)))


if __name__ == "__main__":
    main()
