"""Prints how banlint compares, in ratios of CPU time between whole processes of one and the same run.

    make bench                          all of it
    python benchmarks/run.py startup    one part: startup, tree, inventories, stream, identity, judge, catalog, reports

The data are not part of the project: a folder `shared` beside it holds a
device-type library and a generator of inventories. What is absent is said and
left out. Ratios hold on other machines; seconds do not.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import Measured, in_turn

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TREE = SHARED / "data/inventories/devicetype-library"
INVENTORIES = SHARED / "data/inventories"
GENERATOR = SHARED / "tools/gen_inventory.py"
BIN = Path(sys.executable).parent
BANLINT = [str(BIN / "banlint")]
PASS = [sys.executable, "-c", "pass"]
DUPLICATES_ONLY = "{rules: {key-duplicates: enable}}"
NO_MAKER = {"type": "object", "properties": {"manufacturer": {"not": {"pattern": "[Hh][Uu][Aa][Ww][Ee][Ii]|ZTE"}}}}
ORJSON = """
import sys, orjson
loads = orjson.loads
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        loads(line)
"""


def table(title: str, measured: dict[str, Measured], note: str = "") -> None:
    """Print one comparison."""
    print(f"\n{title}")
    print(f"  {'':34} {'CPU s':>8} {'wall s':>8} {'MiB':>6}  status")
    for name, one in measured.items():
        print(f"  {name:34} {one.cpu:8.3f} {one.wall:8.3f} {one.peak_mib:6.0f}  {one.status}")
    if note:
        print(f"  -> {note}")


def startup() -> None:
    """A single small file, and the version."""
    file = str(ROOT / "examples/pier-7.yaml")
    clean = SHARED / "data/inventories/devicetype-library/device-types/Cisco"
    if clean.is_dir():
        file = str(min(clean.glob("*.yaml")))
    measured = in_turn(
        {
            "python -c pass": PASS,
            "banlint --version": [*BANLINT, "--version"],
            "banlint check FILE": [*BANLINT, "check", "--isolated", file],
            "yamllint FILE": [str(BIN / "yamllint"), file],
        },
        runs=15,
    )
    base = measured["python -c pass"].cpu
    over = {name: (one.cpu - base) * 1000 for name, one in measured.items()}
    table(
        f"One file ({Path(file).name})",
        measured,
        f"over python -c pass: --version +{over['banlint --version']:.0f} ms, check +{over['banlint check FILE']:.0f} ms,"
        f" yamllint +{over['yamllint FILE']:.0f} ms",
    )


def tree() -> None:
    """The device-type library: thousands of small YAML files."""
    if not TREE.is_dir():
        print(f"\nDevice-type library: left out, {TREE.name} is not beside the project")
        return
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder, "schema.json")
        schema.write_text(json.dumps(NO_MAKER))
        files = sorted(map(str, TREE.rglob("*.yaml")))
        measured = in_turn(
            {
                "banlint check": [*BANLINT, "check", "--isolated", str(TREE)],
                "yamllint (key-duplicates only)": [str(BIN / "yamllint"), "-d", DUPLICATES_ONLY, str(TREE)],
                "check-jsonschema (maker pattern)": [
                    str(BIN / "check-jsonschema"),
                    "--schemafile",
                    str(schema),
                    *files,
                ],
            },
            runs=3,
        )
    mine = measured["banlint check"].cpu
    others = {name: one.cpu / mine for name, one in measured.items() if name != "banlint check"}
    table(
        f"Device-type library ({len(files)} files)",
        measured,
        ", ".join(f"{ratio:.1f} times less CPU than {name}" for name, ratio in others.items()),
    )


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


def stream() -> None:
    """JSON Lines, against decoding the same bytes with orjson line by line and doing nothing with them."""
    if not GENERATOR.is_file():
        print(f"\nJSON Lines: left out, {GENERATOR.name} is not beside the project")
        return
    with tempfile.TemporaryDirectory() as folder:
        # One covered asset in a thousand is what real inventories hold; two in a hundred are findings by the thousand.
        for count, covered in ((100_000, 0.001), (100_000, 0.02), (400_000, 0.001)):
            file = str(Path(folder, "assets.ndjson"))
            options = ["-n", str(count), "--banned", str(covered), "--format", "ndjson", "-o", file]
            subprocess.run(
                [sys.executable, str(GENERATOR), *options], check=True, cwd=GENERATOR.parent, capture_output=True
            )
            measured = in_turn(
                {
                    "banlint check": [*BANLINT, "check", "--isolated", file],
                    "orjson, decode only": [sys.executable, "-c", ORJSON, file],
                },
                runs=5,
            )
            mine, other = measured.values()
            table(
                f"JSON Lines, {count:,} assets, {covered:.1%} covered, {Path(file).stat().st_size / 1e6:.0f} MB",
                measured,
                f"{mine.cpu / other.cpu:.2f} times the CPU of decoding with orjson; peak {mine.peak_mib:.0f} MiB",
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
    "startup": startup,
    "tree": tree,
    "inventories": inventories,
    "stream": stream,
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
