"""Measures how well banlint says who made a device, beside four simpler ways, and writes docs/accuracy.md.

    make accuracy
    python benchmarks/accuracy --date 2026-11-22 --labelled rows.csv --inventories folder

The data are not part of the project: they lie in a folder `shared` beside it.
Prints every miss and every false hit. The exit status is 0 whatever the figures are.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import baselines
import cases
import models
import scores
import truth
from ours import Banlint
from page import Results, errors, of_inventories, page, share

from banlint.catalog import load
from banlint.catalog.index import Catalog

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
_FIELDS = ("manufacturer", "model", "description", "mac_address", "cpe", "sysObjectID", "pci_id", "usb_id")
_THRESHOLDS = range(50, 101)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write the page."""
    options = _options(arguments)
    if not options.labelled.is_file():
        print(
            f"nothing measured: there are no labelled rows ({options.labelled.name} is not in `shared` beside the project)"
        )
        return 0
    catalog = load([Path(pack) for pack in options.pack], own=not options.no_own)
    rows = cases.labelled(options.labelled)
    results, places = _measure(catalog, rows, options)
    text = page(results, {**catalog.info, "date": options.date, "cases": len(rows), "places": places})
    _print(results)
    if options.output:
        options.output.write_text(text, encoding="utf-8")
        print(f"\nwritten: {options.output}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    today = datetime.now(UTC).date().isoformat()
    parser.add_argument("--date", default=today, help="the day to judge on and to write on the page; default: today")
    parser.add_argument("--labelled", type=Path, default=SHARED / "data/identity/labelled.csv", help="labelled rows")
    parser.add_argument("--inventories", type=Path, default=SHARED / "data/inventories", help="folder with truth.jsonl")
    parser.add_argument(
        "--types", type=Path, default=SHARED / "tools/devicetypes_index.json", help="index of device types"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "docs/accuracy.md", help="the page to write")
    parser.add_argument("--no-output", dest="output", action="store_const", const=None, help="write no page")
    parser.add_argument("--pack", action="append", default=[], help="another pack of rules as well")
    parser.add_argument("--no-own", action="store_true", help="without banlint's own rules")
    return parser.parse_args(arguments)


def _measure(catalog: Catalog, rows: list[cases.Case], options: argparse.Namespace) -> tuple[Results, int]:
    vendors = frozenset(row.vendor for row in rows) - {cases.NONE}
    banned = frozenset(row.vendor for row in rows if row.label == cases.YES)
    own = Banlint(catalog, options.date)
    names = baselines.names(catalog, vendors)
    methods: dict[str, baselines.Method] = {
        own.name: own,
        "substring, any case": baselines.substring(names),
        "exact name": baselines.exact(names),
        "MAC prefix": baselines.mac_prefix(catalog, vendors),
    }
    if find_spec("rapidfuzz"):
        title, method = _swept(rows, names, vendors, banned)
        methods[title] = method
    else:
        print("token-set ratio: left out, rapidfuzz is not installed (it comes with the extra `bench`)")
    judged = {name: scores.judge(rows, method, vendors) for name, method in methods.items()}
    fields = [(field, scores.score(scores.judge(scores.only(rows, field), own, vendors), banned)) for field in _FIELDS]
    found, places = _inventories(own, methods, options.inventories)
    types: tuple[int, list[str]] = (0, [])
    if options.types.is_file():
        types = models.taken(cases.device_types(options.types), own, names)
    return Results(judged, banned, fields, found, models.alone(rows, own), types), places


def _swept(
    rows: list[cases.Case], names: Mapping[str, set[str]], vendors: frozenset[str], banned: frozenset[str]
) -> tuple[str, baselines.Method]:
    """The token-set ratio at the threshold that does best on these rows."""
    scorer = baselines.token_set(names)

    def at(threshold: int) -> baselines.Method:
        return lambda fields: baselines.at(threshold, scorer(fields))

    best = max(_THRESHOLDS, key=lambda one: scores.score(scores.judge(rows, at(one), vendors), banned).f1)
    return f"token-set ratio, at {best}", at(best)


def _inventories(
    own: Banlint, methods: Mapping[str, baselines.Method], folder: Path
) -> tuple[dict[str, truth.Result], int]:
    file = folder / "truth.jsonl"
    if not file.is_file():
        print(f"inventories: left out, there is no {file.name} in `shared` beside the project")
        return {}, 0
    places, held = cases.places(file)
    found = {
        name: truth.of_files(places, held, own.files(folder)) if method is own else truth.of_values(places, method)
        for name, method in methods.items()
    }
    return found, len(places)


def _print(results: Results) -> None:
    for name, judged in results.methods.items():
        one = scores.score(judged, results.banned)
        print(
            f"{name:24} recall {share(one.recall)} precision {share(one.precision)}"
            f" false {one.false}/{one.none} (certain {one.false_certain}, even possible {one.led})"
            f" relabelled seen {one.some_seen}/{one.some} (certain {one.some_certain})"
        )
    for name, found in results.inventories.items():
        print(f"{name:24} inventories: recall {share(found.recall)}, misled {len(found.misled)}/{found.misleading}")
    for row in results.models:
        print(f"models alone: {row.maker:10} {len(row.known)} of {len(row.asked)}")
    print(f"device types of others, models alone: {len(results.types[1])} of {results.types[0]}")
    for line in (*errors(next(iter(results.methods.values()))), *results.types[1]):
        print(line)
    for line in of_inventories(results.inventories):
        print(line)


if __name__ == "__main__":
    sys.exit(main())
