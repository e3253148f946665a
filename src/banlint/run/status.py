"""The exit status, a pure function of the outcome."""

from __future__ import annotations

from banlint.model import Outcome

CLEAN = 0
FINDINGS = 1
NOT_CHECKED_IN_FULL = 2
NOTHING_CHECKED = 3

MEANING = {
    CLEAN: "everything named was checked and nothing reached the failing level",
    FINDINGS: "everything named was checked; there are findings at the failing level",
    NOT_CHECKED_IN_FULL: "not everything could be checked: see the problems above",
    NOTHING_CHECKED: "nothing was checked: no inventory was found, or no hardware in any",
}


def exit_status(outcome: Outcome) -> int:
    """0 clean, 1 findings, 2 not checked in full (which beats 1), 3 nothing checked."""
    if outcome.problems:
        return NOT_CHECKED_IN_FULL
    if outcome.counts.assets == 0:
        return CLEAN if outcome.allow_empty else NOTHING_CHECKED
    if outcome.failing and not outcome.exit_zero:
        return FINDINGS
    return CLEAN
