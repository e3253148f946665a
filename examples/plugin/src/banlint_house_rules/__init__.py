"""House rules: equipment needs a serial number; findings as tab-separated text; a closing line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TextIO

from banlint.model import (
    Asset,
    AssetCheck,
    Confidence,
    Extra,
    Finding,
    Identity,
    Outcome,
    Problem,
    Question,
    Reporter,
    Role,
    RunInfo,
    Verdict,
)
from banlint.plugins.hookspecs import hookimpl
from banlint.text import show

RULE = "house-no-serial"


def needs_a_serial(asset: Asset, identity: Identity, question: Question) -> Iterator[Extra]:  # noqa: ARG001
    """Equipment that cannot be told from another of its kind is to be watched."""
    if not asset.parent and all(identifier.role is not Role.SERIAL for identifier in asset.identifiers):
        yield Extra(
            asset=asset,
            rule=RULE,
            title="Equipment without a serial number",
            verdict=Verdict.WATCH,
            confidence=Confidence.CERTAIN,
            reason="it has no serial number, so nobody can prove which one it is",
            mend="add its `serial`",
        )


class TsvReporter:
    """One finding a line, fields parted by tabs, for spreadsheets."""

    name = "tsv"

    def begin(self, info: RunInfo, out: TextIO) -> None:  # noqa: ARG002
        self._out = out
        self._row("path", "line", "verdict", "regime", "asset")

    def finding(self, finding: Finding) -> None:
        self._row(finding.path, str(finding.place.span.line), finding.verdict, finding.regime, finding.asset)

    def problem(self, problem: Problem) -> None:
        pass

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        pass

    def _row(self, *cells: str) -> None:
        # A spreadsheet takes a cell that begins so for a formula.
        shown = (show(cell) for cell in cells)
        self._out.write(
            "\t".join(f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in shown) + "\n"
        )


@hookimpl
def banlint_register_asset_checks(register: Callable[[AssetCheck], None]) -> None:
    """Add the rule."""
    register(needs_a_serial)


@hookimpl
def banlint_register_reporters(register: Callable[[type[Reporter]], None]) -> None:
    """Add the format."""
    register(TsvReporter)


@hookimpl
def banlint_report_footer(outcome: Outcome) -> list[str]:
    """Say where to go with what was found."""
    return ["questions: ask the equipment desk"] if outcome.counts.findings else []
