"""Mutation testing: changes the program in one place at a time and sees whether a test fails.

    python tools/mutants.py [--each 40] [--seed 1] [--at-most 1500] [FLOOR ...]

One process imports the program and collects the tests of a floor once. A forked child of it runs them and notes which
lines each test executes; then every mutant has a forked child of its own, which puts the changed code into the
functions that are there and runs the tests that execute the changed line, the quickest first, until one fails. So a
mutant costs a fraction of a second. Mutants are drawn by chance with a fixed seed, `--each` of a module at most.

What came of each is written to build/mutants/FLOOR.json, and what survived is told, unless docs/strength.md explains it
in its table of survivors. Ends with 1 where fewer than nine in ten of a floor are killed.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mutating import Mutant

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]
PAGE = ROOT / "docs/strength.md"
DOCTEST = "tests/docs/test_doctests.py::test_the_examples_of_a_module_give_what_they_say[{}]"
FLOORS: dict[str, tuple[list[str], list[str]]] = {
    "match": (["match/*.py"], ["tests/match", "tests/api/test_guess.py", "tests/api/test_nearest.py"]),
    "judge": (["judge/*.py"], ["tests/judge", "tests/api/test_timeline.py"]),
    "policy": (["policy/*.py"], ["tests/policy", "tests/cli/test_decisions.py"]),
    "status": (
        ["run/status.py", "cli/main.py"],
        ["tests/run/test_status.py", "tests/cli/test_main.py", "tests/cli/test_exit_status.py", "tests/cli/test_endings.py", "tests/run/test_controls.py"],
    ),
    "escaping": (
        [
            "text.py", "reporting/markdown.py", "reporting/as_github.py", "reporting/as_csv.py", "reporting/as_junit.py",
            "reporting/sarif_places.py", "reporting/html/markup.py", "reporting/html/island.py", "reporting/xlsx/cells.py",
            "reporting/oscal/values.py",
        ],
        ["tests/reporting", "tests/match/test_fold.py"],
    ),
}  # fmt: skip


def drawn(floor: str, each: int, at_most: int, seed: int) -> list[Mutant]:
    """The mutants of a floor: of every module `each` at most, `at_most` in all."""
    import mutating

    chance, found = random.Random(seed), []
    for path in sorted({path for one in FLOORS[floor][0] for path in (ROOT / "src/banlint").glob(one)}):
        name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        made = mutating.mutants(name, path)
        found += chance.sample(made, min(each, len(made)))
    # In the order drawn: what is there of a run that was stopped is a sample too.
    return chance.sample(found, min(at_most, len(found)))


def doctests(mutants: list[Mutant]) -> list[str]:
    """The tests of the examples in the docstrings of their modules."""
    paths = {one.module: ROOT / one.path for one in mutants}
    return [DOCTEST.format(name) for name, path in sorted(paths.items()) if ">>>" in path.read_text(encoding="utf-8")]


def run(floor: str, mutants: list[Mutant], processes: int) -> list[dict[str, Any]]:
    """What came of each, from a process that knows nothing of the floors before."""
    into = ROOT / f"build/mutants/{floor}.json"
    into.parent.mkdir(parents=True, exist_ok=True)
    into.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        import mutating

        os._exit(mutating.session(mutants, [*FLOORS[floor][1], *doctests(mutants)], into, processes))
    if os.waitpid(child, 0)[1] or not into.exists():
        raise SystemExit(f"the tests of {floor} could not be run unchanged")
    results: list[dict[str, Any]] = json.loads(into.read_text())
    return results


def interval(killed: int, tried: int) -> tuple[float, float]:
    """Where the share of all mutants lies with 95 % certainty, by Wilson's score."""
    if not tried:
        return 0.0, 1.0
    share, z = killed / tried, 1.96
    middle = (share + z * z / (2 * tried)) / (1 + z * z / tried)
    half = z * math.sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried)) / (1 + z * z / tried)
    return max(0.0, middle - half), min(1.0, middle + half)


def survivors(page: str) -> set[str]:
    """The keys of the survivors that the page explains: a row each, `| `` key `` | why |`."""
    return {one.replace("\\|", "|") for one in re.findall(r"^\| `` (.+?) `` \|", page, re.MULTILINE)}


def told(floor: str, results: list[dict[str, Any]], total: int) -> bool:
    """Prints a floor's figures and its unexplained survivors; whether it is strong enough."""
    explained = survivors(PAGE.read_text(encoding="utf-8"))
    alive = [one for one in results if not one["killed"]]
    known = [one for one in alive if one["key"] in explained]
    tried, killed = len(results), len(results) - len(alive)
    share = killed / tried if tried else 1.0
    low, high = interval(killed, tried)
    print(
        f"{floor}: {killed} of {tried} killed ({share:.1%}, of {total} possible; between {low:.1%} and {high:.1%} of all); "
        f"{len(alive)} survived, {len(known)} of them explained"
    )
    for one in sorted(alive, key=lambda one: one["key"]):
        if one["key"] not in explained:
            print(f"  {one['place']} ({one['tests']} tests): {one['key']}")
    return share >= 0.9


def main() -> int:
    """Every floor named, or all."""
    ask = argparse.ArgumentParser(description="Mutation testing by sampling.")
    ask.add_argument("floors", nargs="*", metavar="FLOOR", help=", ".join(FLOORS))
    ask.add_argument("--each", type=int, default=40, help="mutants of a module at most")
    ask.add_argument("--at-most", type=int, default=400, help="mutants of a floor at most")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("-j", type=int, default=1, help="mutants at a time")
    ask.add_argument("--only", default="", help="only mutants whose place or key holds this")
    given = ask.parse_args()
    strong = True
    for floor in given.floors or FLOORS:
        total = len(drawn(floor, sys.maxsize, sys.maxsize, given.seed))
        mutants = drawn(floor, given.each, given.at_most, given.seed)
        mutants = [one for one in mutants if given.only in f"{one.place}: {one.key}"]
        strong &= told(floor, run(floor, mutants, given.j), total)
    return not strong


if __name__ == "__main__":
    sys.exit(main())
