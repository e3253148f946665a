"""A rule pack put to the test: its files, then every example in it judged for real, then what it has to hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from banlint.api.clock import today
from banlint.errors import PackError
from banlint.hints import TYPE_CHECKING, Any
from banlint.model import Problem
from banlint.named import NamedTuple

if TYPE_CHECKING:
    from banlint.catalog.pack import Sheet

FAILED = "example"
"""The kind of problem that an example is which does not come to what it says."""
STALE_AFTER = 366
"""Days after which an official list is called stale."""


class PackReport(NamedTuple):
    """What a test of a pack came to."""

    broken: tuple[Problem, ...] = ()
    """What makes it unusable; nothing else was tested then."""
    failed: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    entities: int = 0
    regimes: int = 0
    listings: int = 0
    examples: int = 0

    @property
    def status(self) -> int:
        """0 all is well, 1 an example or an invariant failed, 2 the pack cannot be used."""
        return 2 if self.broken else 1 if self.failed else 0


def test_pack(folder: Path) -> PackReport:
    """Everything wrong with the pack in `folder`, beside our own rules where it is not those."""
    from banlint.api.examples import Bench
    from banlint.catalog import open_pack

    try:
        pack, catalog = open_pack(folder)
    except PackError as error:
        return PackReport(error.problems or (error.problem(),))
    bench = Bench(catalog)
    entities, regimes = pack.of("entity"), pack.of("regime")
    failed: list[Problem] = []
    examples = 0
    for sheet in (*entities, *regimes):
        for where, wrong in bench.entity(sheet.data) if sheet.kind == "entity" else bench.regime(sheet.data):
            examples += 1
            failed += [_at(sheet, where, FAILED, *wrong)] if wrong else []
        failed += _invariants(sheet)
    return PackReport(
        failed=tuple(failed),
        warnings=tuple(warning for sheet in pack.of("pack") for warning in _stale(sheet)),
        entities=len(entities),
        regimes=len(regimes),
        listings=sum(len(sheet.data.get("listings") or ()) for sheet in regimes),
        examples=examples,
    )


def _invariants(sheet: Sheet) -> Iterator[Problem]:
    """What schemas leave open: a regime that is called certain shows where its law can be read."""
    data = sheet.data
    if sheet.kind == "regime" and data["confidence"] == "high" and not any(law.get("url") for law in data["law"]):
        message = "a regime of high confidence gives no official address of any law"
        yield _at(sheet, ("law", 0), "pack", message, "add its url, or lower the confidence")


def _stale(sheet: Sheet) -> Iterator[Problem]:
    from datetime import date

    now = date.fromisoformat(today())
    for number, one in enumerate(sheet.data.get("lists") or ()):
        age = (now - date.fromisoformat(one["date"])).days
        if age > int(one.get("max_age_days") or STALE_AFTER):
            message = f"the list {one['id']} is of {one['date']}, {age} days old"
            yield _at(sheet, ("lists", number, "date"), "pack", message, "read the official list again")


def _at(sheet: Sheet, where: tuple[Any, ...], kind: str, message: str, mend: str) -> Problem:
    return Problem(kind, message, mend, sheet.path, *sheet.marks.value(where))
