"""Labelled cases: rows of a table of devices, and places in real inventories that say, or only seem to say, a maker."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

NONE = "none"
YES, SOME, NO = "yes", "oem-some", "no"
_COLUMNS = {"manufacturer": "manufacturer", "model": "model", "description": "description", "cpe": "cpe"}
_OTHER = {"pci": "pci_id", "usb": "usb_id", "oid": "sysObjectID", "sysObjectID": "sysObjectID", "serial": "serial"}
_KINDS = {"mac": "mac_address", "model": "model", "text-mention": "description"}


class Case(NamedTuple):
    """A device with all its identifiers, and who makes it."""

    name: str
    fields: Mapping[str, str]
    vendor: str
    """An entity id; `none` for a maker that no label is about."""
    label: str
    note: str


class Said(NamedTuple):
    """A value in a file that says who makes an asset, or only seems to."""

    line: int
    fields: Mapping[str, str]
    certain: bool


class Place(NamedTuple):
    """An asset in a real inventory: who makes it, and the values that say so; or one value that misleads."""

    path: str
    pointer: str
    vendor: str
    label: str
    """`yes`, or `no`: somebody else's, whatever the value says."""
    said: tuple[Said, ...]


def labelled(path: Path) -> list[Case]:
    """The rows of `labelled.csv`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_case(number, row) for number, row in enumerate(csv.DictReader(file), 2)]


def _case(number: int, row: Mapping[str, str]) -> Case:
    fields = {name: row[column] for column, name in _COLUMNS.items() if row.get(column)}
    if row.get("mac"):
        fields["mac_address"] = row["mac"]
    fields |= _other(row.get("other") or "")
    return Case(f"row {number}", fields, row["vendor_key"] or NONE, row["banned_889"], row.get("note") or "")


def _other(text: str) -> dict[str, str]:
    """The column of everything else: `part_number=X; serial=Y`, `pci:1234:5678`, `oid 1.3.6...`, `firmware V1`."""
    found = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        ends = min((at for mark in "=: " if (at := part.find(mark)) > 0), default=len(part))
        name, value = part[:ends], part[ends + 1 :].strip()
        found[_OTHER.get(name, name)] = value
    return found


def places(path: Path) -> tuple[list[Place], set[tuple[str, str]]]:
    """The assets and misleading values of `truth.jsonl`, and which vendors each file may rightly be said to hold."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    assets: dict[tuple[str, str, str], list[Said]] = {}
    held = set()
    wrong = []
    for one in lines:
        said = Said(one["line"], {_KINDS.get(one["kind"], "manufacturer"): one["value"]}, one["certain"])
        if not one["is_asset_of_vendor"]:
            wrong.append(Place(one["path"], one["pointer"], one["vendor_key"], NO, (said,)))
            continue
        held.add((one["path"], one["vendor_key"]))
        if one["primary"] and one["certain"]:
            assets.setdefault((one["path"], one["asset"], one["vendor_key"]), []).append(said)
    return [Place(*key, YES, tuple(said)) for key, said in assets.items()] + wrong, held


def device_types(path: Path) -> Iterator[tuple[str, str]]:
    """Maker and model of every entry in an index of device types."""
    for maker, model, *_ in json.loads(path.read_text(encoding="utf-8")):
        yield maker, model
