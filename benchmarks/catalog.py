"""What the catalog costs: to compile, to load, and to answer its first questions. Whole processes, run in turn.

    python benchmarks/run.py catalog

It imports nothing of banlint itself: on some systems a child's peak memory is never below that of the process that
started it, so this one has to stay small.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import in_turn

RUNS = 21
GOAL_COMPILE, GOAL_LOAD, GOAL_MEMORY = 10.0, 15.0, 40.0
"""Seconds of CPU to compile; milliseconds of CPU and MiB to load, on top of an empty start."""

COMPILE = """
import sys
from banlint.catalog import rules_folder
from banlint.catalog.compile import compile_packs
from banlint.catalog.files import read_folder
rules = read_folder(rules_folder())
open(sys.argv[1], "wb").write(compile_packs([rules], rules))
"""
IMPORTS = """
import sys
from banlint.catalog.index import Catalog
from banlint.catalog.store import Index
"""
LOAD = (
    IMPORTS
    + """
with open(sys.argv[1], "rb") as file:
    catalog = Catalog(Index(file.read(), sys.argv[1]))
"""
)
USE = (
    LOAD
    + """
from banlint.match.engine import Engine
from banlint.model import Role
from banlint.plugins.manager import Plugins
engine = Engine(catalog, Plugins((), third_party=False).parts(catalog).matchers)
engine.lookup(Role.MANUFACTURER, "Acme"), engine.lookup(Role.MODEL, "AB-1234"), engine.lookup(Role.MAC, "02:00:00:00:00:01")
"""
)


def main() -> None:
    """Compile once, then start, load and use in turn."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "catalog.bin"))
        compiled = in_turn({"compile": [sys.executable, "-c", COMPILE, file]}, runs=1)["compile"]
        measured = in_turn(
            {
                "empty": [sys.executable, "-c", "import sys"],
                "imports": [sys.executable, "-c", IMPORTS],
                "load": [sys.executable, "-c", LOAD, file],
                "use": [sys.executable, "-c", USE, file],
            },
            runs=RUNS,
        )
        size = Path(file).stat().st_size / (1 << 20)
    empty = measured["empty"]
    load, use = measured["load"], measured["use"]
    own = load.cpu - measured["imports"].cpu
    print(f"\n  Catalog of rules/, {size:.1f} MiB compiled; whole processes")
    print(f"  compile: {compiled.cpu:.2f} s of CPU, peak {compiled.peak_mib:.0f} MiB (goal: under {GOAL_COMPILE:g} s)")
    print(
        f"  load, on top of an empty start: {_ms(load.cpu - empty.cpu)}, {load.peak_mib - empty.peak_mib:.1f} MiB"
        f" (goal: under {GOAL_LOAD:g} ms and {GOAL_MEMORY:g} MiB); {_ms(own)} without Python's and our own imports"
    )
    print(
        f"  the same and a first name, model and MAC address: {_ms(use.cpu - empty.cpu)},"
        f" {use.peak_mib - empty.peak_mib:.1f} MiB"
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms of CPU"


if __name__ == "__main__":
    main()
