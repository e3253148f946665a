"""Where the time of a check goes: one run under cProfile, its functions summed by module."""

from __future__ import annotations

import collections
import cProfile
import io
import pstats
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from data import Data

SHOWN = 9
FILES = {
    "lines": ("JSON Lines", 100_000, "ndjson"),
    "array": ("A JSON array", 100_000, "json"),
    "csv": ("CSV", 100_000, "csv"),
    "yaml": ("A YAML list", 5_000, "yaml"),
}


def main() -> None:
    """Profile the check of the file that the first argument names; print a line for each part."""
    from banlint.cli.main import main as command

    profile = cProfile.Profile()
    with redirect_stdout(io.StringIO()):
        profile.enable()
        command(["check", "--isolated", "--quiet", sys.argv[1]])
        profile.disable()
    stats: dict[Any, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    shares: collections.Counter[str] = collections.Counter()
    for (file, _, name), (_, _, own, _, _) in stats.items():
        shares[_where(file, name)] += own
    whole = sum(shares.values())
    for where, own in shares.most_common(SHOWN):
        print(f"{own / whole:.4f}\t{where}")


def of(data: Data, name: str) -> dict[str, Any]:
    """The shares of a work, the largest first."""
    import subprocess

    title, count, form = FILES[name]
    run = subprocess.run(
        [sys.executable, __file__, data.assets(count, form)], check=True, capture_output=True, text=True
    )
    pairs = (line.split("\t") for line in run.stdout.splitlines())
    return {"title": f"{title}, {count:,} assets", "shares": [[where, float(share)] for share, where in pairs]}


def _where(file: str, name: str) -> str:
    path = Path(file)
    if "banlint" in path.parts:
        inside = path.parts[len(path.parts) - path.parts[::-1].index("banlint") :]
        return "banlint." + ".".join(inside).removesuffix(".py")
    if file == "~":
        return name.strip("<>").removeprefix("built-in method ")
    return path.stem


if __name__ == "__main__":
    main()
