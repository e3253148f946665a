"""What every report says besides its findings, so that none looks clean that is not."""

from __future__ import annotations

from banlint.model import Counts, Outcome
from banlint.reporting.wording import number

CLEARANCE = "no finding is no clearance"


def failures(outcome: Outcome, problems: int) -> tuple[str, ...]:
    """Why no clean answer can be read from a report; nothing where everything was checked."""
    found: list[str] = []
    if problems:
        failed = outcome.counts.files_failed
        more = f", {number(failed, 'file')} failed" if failed else ""
        found.append(f"NOT CHECKED IN FULL: {number(problems, 'problem')}{more}")
    if not outcome.counts.assets:
        allowed = ", which --allow-empty lets pass" if outcome.allow_empty else ""
        found.append(f"NOTHING WAS CHECKED: no hardware in what was named{allowed}")
    return tuple(found)


def doubt(counts: Counts) -> str:
    """How much of what was looked at says nothing of its maker, and what that means."""
    if not counts.undetermined:
        return CLEARANCE
    return f"{number(counts.undetermined, 'asset')} undetermined, for nothing says who made them: {CLEARANCE}"
