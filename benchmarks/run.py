"""Prints what the parts of banlint cost; `benchmarks/performance` compares the whole with other tools.

    make bench                          all of it
    python benchmarks/run.py judge      one part: inventories, identity, judge, catalog, reports

Inventories are not part of the project: they are in a folder `shared` beside
it. What is absent is said and left out.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

from measure import Measured, in_turn

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
INVENTORIES = SHARED / "data/inventories"
BANLINT = [str(Path(sys.executable).parent / "banlint")]


def table(title: str, measured: dict[str, Measured], note: str = "") -> None:
    """Print one comparison."""
    print(f"\n{title}")
    print(f"  {'':34} {'CPU s':>8} {'wall s':>8} {'MiB':>6}  status")
    for name, one in measured.items():
        print(f"  {name:34} {one.cpu:8.3f} {one.wall:8.3f} {one.peak_mib:6.0f}  {one.status}")
    if note:
        print(f"  -> {note}")


def inventories() -> None:
    """Exports of every kind in one call: thousands of files in dozens of shapes."""
    if not INVENTORIES.is_dir():
        print(f"\nInventories of every kind: left out, {INVENTORIES.name} is not beside the project")
        return
    command = [*BANLINT, "check", "--isolated", "--exit-zero", str(INVENTORIES)]
    measured = in_turn({"banlint check": command}, runs=3)
    mine = measured["banlint check"]
    kept = "kept" if mine.cpu < 60 and mine.peak_mib < 400 else "MISSED"
    table(
        f"Inventories of every kind ({sum(one.is_file() for one in INVENTORIES.rglob('*')):,} files in one call)",
        measured,
        f"under 60 s of CPU and 400 MiB: {kept}",
    )


def identity() -> None:
    """What a value costs to identify."""
    # In a process of its own: the memory of this one must stay small, see `catalog`.
    subprocess.run([sys.executable, str(ROOT / "benchmarks/identity.py")], check=True)


def judge() -> None:
    """What an asset costs to judge."""
    subprocess.run([sys.executable, str(ROOT / "benchmarks/judge.py")], check=True)


def catalog() -> None:
    """What the rules cost to compile and to load."""
    from catalog import main as measure

    measure()


def reports() -> None:
    """What a report of a hundred thousand findings costs in each format."""
    subprocess.run([sys.executable, str(ROOT / "benchmarks/reports.py")], check=False)


PARTS = {
    "inventories": inventories,
    "identity": identity,
    "judge": judge,
    "catalog": catalog,
    "reports": reports,
}


def main() -> None:
    """Run the parts named, or all."""
    print(
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}; medians of runs taken in turn"
    )
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
