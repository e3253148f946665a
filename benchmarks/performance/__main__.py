"""Measures what banlint costs beside other tools and bare parsers, and writes docs/performance.md.

    python benchmarks/performance                      all of it: half an hour, some GB of data made once
    python benchmarks/performance startup tree         some of it; the other tables stay as they were
    python benchmarks/performance --data DIR           keep the data there (build/performance)
    python benchmarks/performance --tools DIR          look for the other tools there as well, as often as needed
    python benchmarks/performance --dry lines          print, and write nothing

Needs the extra `bench` and the folder `shared` beside the project. A tool that is not at hand is left out and named.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import platform
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from data import GENERATOR, ROOT, TREE, Data
from measure import Measured, in_turn
from page import kept, lines, page
from profiles import FILES, of
from works import WORKS, Goal, Work
from yardsticks import Yardsticks

PAGE = ROOT / "docs/performance.md"
KEPT = ROOT / "benchmarks/performance/results.json"
LIBRARIES = ("msgspec", "orjson", "PyYAML", "python-calamine", "yamllint", "check-jsonschema")


def main() -> int:
    """Measure, print, and write the page."""
    options = _options()
    if not (GENERATOR.is_file() and TREE.is_dir()):
        print(
            "there is nothing to measure: no folder `shared` with the generator and the device types beside the project"
        )
        return 1
    data = Data(options.data)
    tools = Yardsticks(options.tools, options.data)
    found = json.loads(KEPT.read_text()) if KEPT.exists() else {"works": {}, "profiles": {}}
    for name in options.work or [*WORKS, "profiles"]:
        if name == "profiles":
            found["profiles"] = {one: of(data, one) for one in FILES}
        else:
            found["works"][name] = result(WORKS[name](data, tools), options.rounds, options.skip)
    found["works"] = {name: found["works"][name] for name in WORKS if name in found["works"]}
    found["machine"], found["versions"] = _machine(), _versions()
    if not options.dry:
        KEPT.write_text(json.dumps(found, indent=1) + "\n")
        PAGE.write_text(page(found["works"], found["profiles"], found["machine"], found["versions"]))
    return 0


def result(work: Work, rounds: int | None, skip: list[str]) -> dict[str, Any]:
    """Measure one work and print it."""
    print(f"\n{work.title}", flush=True)
    commands = {name: command for name, command in work.commands.items() if command and name not in skip}
    taken = in_turn(commands, rounds or work.rounds)
    for name in work.commands:
        print(f"  {name:32}" + (_line(taken[name]) if name in taken else "not run"))
    goals = [
        {**goal._asdict(), "value": value} for goal in work.goals if (value := _value(goal, work, taken)) is not None
    ]
    for goal in goals:
        what, limit, value = lines(goal)
        print(f"  -> {what}: {value} ({limit}: {'reached' if kept(goal) else 'MISSED'})", flush=True)
    return {
        "title": work.title,
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "rounds": rounds or work.rounds,
        "note": work.note,
        "commands": {name: _kept(taken[name]) if name in taken else None for name in work.commands},
        "goals": goals,
    }


def _value(goal: Goal, work: Work, taken: dict[str, Measured]) -> float | None:
    """What was reached of a goal; `None` where its yardstick is not at hand."""
    if goal.kind in ("linear", "flat"):
        return _growth(goal.kind, work, taken)
    if goal.command not in taken or (goal.against and goal.against not in taken):
        return None
    mine = taken[goal.command]
    other = taken[goal.against] if goal.against else mine
    return {
        "cpu": mine.cpu / other.cpu,
        "less": other.cpu / mine.cpu,
        "faster": other.wall / mine.wall,
        "over": (mine.cpu - other.cpu) * 1000,
        "peak": mine.peak_mib,
    }[goal.kind]


def _growth(kind: str, work: Work, taken: dict[str, Measured]) -> float:
    """By how many percent CPU for each further asset differs, or by how many MiB memory, from size to size."""
    if kind == "flat":
        peaks = [taken[name].peak_mib for name in work.sizes]
        return max(peaks) - min(peaks)
    # From size to size, for the start and what is learnt once are no part of growth.
    sizes = sorted(work.sizes, key=lambda name: work.sizes[name])
    each = [
        (taken[more].cpu - taken[less].cpu) / (work.sizes[more] - work.sizes[less])
        for less, more in itertools.pairwise(sizes)
    ]
    return (max(each) / min(each) - 1) * 100


def _line(one: Measured) -> str:
    return f"{one.cpu:10.3f} s CPU {one.wall:9.3f} s {one.peak_mib:7.0f} MiB   status {one.status}"


def _kept(one: Measured) -> dict[str, float]:
    return {"cpu": one.cpu, "wall": one.wall, "peak": one.peak_mib, "status": one.status}


def _machine() -> str:
    model = ""
    if os.path.exists("/proc/cpuinfo"):
        names = [
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ]
        model = names[0] if names else ""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores" + (f" ({model})" if model else "")


def _versions() -> str:
    found = [f"Python {platform.python_version()}", f"banlint {metadata.version('banlint')}"]
    for name in LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return ", ".join(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", nargs="*", choices=[[], *WORKS, "profiles"], help="which; all by default")
    parser.add_argument("--data", type=Path, default=ROOT / "build/performance")
    parser.add_argument("--tools", type=Path, action="append", default=[])
    parser.add_argument("--rounds", type=int, help="how often each command is timed")
    parser.add_argument("--skip", action="append", default=[], metavar="COMMAND", help="leave out a yardstick")
    parser.add_argument("--dry", action="store_true", help="print only")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
