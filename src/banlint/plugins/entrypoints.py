"""The plugins that installed distributions offer, found without importing any of them.

`importlib.metadata` alone costs more than a whole check of one file, so the
few lines of `entry_points.txt` that matter are read here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from banlint.named import NamedTuple

GROUP = "banlint"


class EntryPoint(NamedTuple):
    """One line of a distribution's `[banlint]` group: `name = module:attribute`."""

    name: str
    target: str
    distribution: str
    version: str


def installed(folders: Sequence[str] | None = None) -> tuple[EntryPoint, ...]:
    """Every entry point of the group on `folders` (`sys.path`), the first of a distribution's name winning.

    The working folder is left out: what merely lies there was not installed by anyone.
    """
    here = os.path.realpath(os.curdir)
    found: list[EntryPoint] = []
    seen: set[str] = set()
    for folder in sys.path if folders is None else folders:
        if not folder or os.path.realpath(folder) == here:
            continue
        for info in _dist_infos(folder):
            distribution, _, version = os.path.basename(info).removesuffix(".dist-info").partition("-")
            if distribution not in seen:
                seen.add(distribution)
                found.extend(EntryPoint(name, target, distribution, version) for name, target in _group(info))
    return tuple(sorted(found))


def _dist_infos(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry.path for entry in entries if entry.name.endswith(".dist-info"))
    except OSError:
        return


def _group(info: str) -> Iterator[tuple[str, str]]:
    try:
        with open(os.path.join(info, "entry_points.txt"), "rb") as file:
            raw = file.read()
    except OSError:
        return
    if b"[banlint]" not in raw:
        return
    inside = False
    for line in raw.decode("utf-8", "replace").splitlines():
        text = line.strip()
        if text.startswith("["):
            inside = text == f"[{GROUP}]"
        elif inside and "=" in text and not text.startswith("#"):
            name, _, target = text.partition("=")
            yield name.strip(), target.partition("[")[0].strip()
