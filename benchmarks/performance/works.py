"""Each work that is measured: the commands, taken in turn, and what is to be reached."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from data import ROOT, TREE, Data
from yardsticks import DUPLICATES_ONLY, PASS, Yardsticks

OURS = "banlint check"
BANLINT = [str(Path(sys.executable).parent / "banlint")]
CHECK = [*BANLINT, "check", "--isolated", "--quiet"]
MILLION = 1_000_000


class Goal(NamedTuple):
    """What is to be reached, of one command against another or by itself."""

    kind: str
    """`cpu` and `wall`: at most so many times as much; `less`: at least so many times less CPU; `faster`: less time;
    `over`: at most so many milliseconds of CPU more; `peak`: at most so many MiB; `linear`: CPU for each further asset,
    and `flat`: memory, the most against the least, in percent and MiB."""
    limit: float
    against: str = ""
    command: str = OURS


class Work(NamedTuple):
    """One table of the page."""

    title: str
    commands: Mapping[str, list[str] | None]
    """By name; `None` where the tool is not at hand."""
    goals: tuple[Goal, ...]
    rounds: int = 5
    note: str = ""
    sizes: Mapping[str, int] = {}
    """How many assets each command reads, for growth."""


def startup(data: Data, tools: Yardsticks) -> Work:
    """A single small file, and the version."""
    file = str(ROOT / "examples/pier-7.yaml")
    if (TREE / "device-types/Cisco").is_dir():
        file = str(min((TREE / "device-types/Cisco").glob("*.yaml")))
    return Work(
        "One clean YAML file",
        {
            OURS: [*BANLINT, "check", "--isolated", file],
            "banlint --version": [*BANLINT, "--version"],
            "python -c pass": PASS,
            "yamllint": tools.command("yamllint", file),
            "ruff, one Python file": tools.command("ruff", "check", "--isolated", str(ROOT / "src/banlint/limits.py")),
        },
        (Goal("over", 60, "python -c pass"), Goal("over", 20, "python -c pass", "banlint --version")),
        rounds=15,
    )


def tree(data: Data, tools: Yardsticks) -> Work:
    """The device-type library: thousands of small YAML files."""
    files = sorted(map(str, TREE.rglob("*.yaml")))
    return Work(
        f"The device-type library, {len(files):,} YAML files, every one parsed",
        {
            OURS: [*CHECK, str(TREE)],
            "PyYAML C events alone": tools.yaml_tree(str(TREE)),
            "yamllint": tools.command("yamllint", str(TREE)),
            "yamllint, key-duplicates only": tools.command("yamllint", "-d", DUPLICATES_ONLY, str(TREE)),
            "check-jsonschema": tools.check_jsonschema(files),
            "semgrep, regex": tools.semgrep(str(TREE), "regex"),
            "semgrep, YAML pattern": tools.semgrep(str(TREE), "yaml"),
        },
        (Goal("less", 25, "yamllint"), Goal("less", 2, "semgrep, regex")),
        rounds=3,
    )


def lines(data: Data, tools: Yardsticks) -> Work:
    """A million assets of JSON Lines."""
    file = data.assets(MILLION, "ndjson")
    return Work(
        f"1,000,000 assets of JSON Lines, {_size(file)}",
        {
            OURS: [*CHECK, file],
            "orjson, every line": tools.orjson_lines(file),
            "msgspec, the needed fields": tools.msgspec_lines(file),
            "DuckDB, maker and model": tools.duckdb(file, "newline_delimited"),
            "jq": tools.jq(file),
        },
        (
            Goal("cpu", 0.8, "orjson, every line"),
            Goal("cpu", 2.5, "msgspec, the needed fields"),
            Goal("cpu", 1.5, "DuckDB, maker and model"),
            Goal("less", 5, "jq"),
            Goal("peak", 48),
        ),
        rounds=3,
    )


def lines_small(data: Data, tools: Yardsticks) -> Work:
    """A tenth of that, where the start still counts."""
    file = data.assets(MILLION // 10, "ndjson")
    return Work(
        f"100,000 assets of JSON Lines, {_size(file)}",
        {OURS: [*CHECK, file], "orjson, every line": tools.orjson_lines(file)},
        (Goal("cpu", 1.5, "orjson, every line"), Goal("peak", 64)),
        rounds=7,
    )


def array(form: str, count: int, name: str) -> Callable[[Data, Yardsticks], Work]:
    """A document that is one large array."""

    def work(data: Data, tools: Yardsticks) -> Work:
        file = data.assets(count, form)
        return Work(
            f"A JSON array of {count:,} assets, {name}, {_size(file)}",
            {
                OURS: [*CHECK, "--limit", "file_bytes=1GiB", file],
                "orjson, the whole": tools.orjson_whole(file),
                "DuckDB, maker and model": tools.duckdb(file, "array"),
                "check-jsonschema": tools.check_jsonschema([file], each=True),
            },
            (Goal("cpu", 0.8, "orjson, the whole"), Goal("cpu", 1, "DuckDB, maker and model"), Goal("peak", 64)),
            rounds=3,
        )

    return work


def table(data: Data, tools: Yardsticks) -> Work:
    """A million rows of CSV."""
    file = data.assets(MILLION, "csv")
    return Work(
        f"1,000,000 rows of CSV, {_size(file)}",
        {OURS: [*CHECK, file], "csv.reader alone": tools.csv_reader(file)},
        (Goal("cpu", 1.35, "csv.reader alone"),),
        rounds=3,
    )


def workbook(data: Data, tools: Yardsticks) -> Work:
    """The same rows as a workbook."""
    file = data.workbook(MILLION)
    return Work(
        f"1,000,000 rows of XLSX, {_size(file)}",
        {
            OURS: [*CHECK, "--limit", "file_bytes=4GiB", "--limit", "sheet_cells=20000000", file],
            "python-calamine alone": tools.calamine(file),
        },
        (Goal("cpu", 1.35, "python-calamine alone"),),
        rounds=2,
    )


def yaml_list(data: Data, tools: Yardsticks) -> Work:
    """A long list in one YAML document."""
    file = data.assets(39_000, "yaml")
    return Work(
        f"A YAML list of 39,000 assets, {_size(file)}",
        {OURS: [*CHECK, file], "PyYAML C events alone": tools.yaml_events(file)},
        (Goal("cpu", 1.8, "PyYAML C events alone"),),
        rounds=3,
    )


def workers(data: Data, tools: Yardsticks) -> Work:
    """Two processes against one."""
    file = data.assets(MILLION, "ndjson")
    return Work(
        "Two workers against one",
        {
            "the tree, -j1": [*CHECK, "-j1", str(TREE)],
            "the tree, -j2": [*CHECK, "-j2", str(TREE)],
            "the JSON Lines, -j1": [*CHECK, "-j1", file],
            "the JSON Lines, -j2": [*CHECK, "-j2", file],
        },
        (
            Goal("faster", 1.6, "the tree, -j1", "the tree, -j2"),
            Goal("faster", 1.6, "the JSON Lines, -j1", "the JSON Lines, -j2"),
        ),
        rounds=3,
    )


def cache(data: Data, tools: Yardsticks) -> Work:
    """The tree again, where nothing changed since the last run."""
    folder = shlex.quote(str(data.folder / "cache"))
    command = shlex.join([*CHECK, "--cache-dir", str(data.folder / "cache"), str(TREE)])
    return Work(
        "The device-type library with a cache",
        {
            "warm": ["sh", "-c", f"exec {command}"],
            "cold": ["sh", "-c", f"rm -rf {folder}; exec {command}"],
            "warm again": ["sh", "-c", f"exec {command}"],
        },
        (Goal("less", 4, "cold", "warm again"),),
        rounds=3,
        note="`cold` begins by removing the cache, so `warm again` and the next `warm` find what it wrote.",
    )


def growth(data: Data, tools: Yardsticks) -> Work:
    """Ten thousand assets to ten million."""
    sizes = {f"{count:,} assets": count for count in (10_000, 100_000, MILLION, 10 * MILLION)}
    files = {
        name: data.assets(count, "ndjson") if count <= MILLION else data.repeated(MILLION, count // MILLION)
        for name, count in sizes.items()
    }
    return Work(
        "Growth with the length of JSON Lines",
        {name: [*CHECK, file] for name, file in files.items()},
        (Goal("linear", 10), Goal("flat", 8)),
        rounds=2,
        note="The ten million are the one million ten times over. CPU for each further asset is that from one size to the "
        "next; it falls, for what makers and models there are is learnt in the beginning.",
        sizes=sizes,
    )


WORKS: dict[str, Callable[[Data, Yardsticks], Work]] = {
    "startup": startup,
    "tree": tree,
    "lines": lines,
    "lines-100k": lines_small,
    "array": array("json", 555_000, "compact"),
    "array-pretty": array("json-pretty", 450_000, "pretty-printed"),
    "csv": table,
    "xlsx": workbook,
    "yaml": yaml_list,
    "workers": workers,
    "cache": cache,
    "growth": growth,
}


def _size(file: str) -> str:
    return f"{Path(file).stat().st_size / 1e6:.0f} MB"
