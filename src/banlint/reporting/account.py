"""What every report says besides its findings, so that none looks clean that is not."""

from __future__ import annotations

from banlint.model import Counts, Notice, Outcome
from banlint.reporting.wording import added_lines, counts_line, number
from banlint.text import show

CLEARANCE = "no finding is no clearance"
_NOTICES = 20
_LONG = 1000


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


def told(outcome: Outcome) -> tuple[str, ...]:
    """The counts, what they leave open, and what is to be known of recorded decisions."""
    notices = [_notice(one) for one in outcome.notices[:_NOTICES]]
    more = len(outcome.notices) - len(notices)
    notices += [f"and {number(more, 'more notice')}"] * bool(more)
    return (counts_line(outcome.counts), doubt(outcome.counts), *added_lines(outcome.info.policy), *notices)


def _notice(notice: Notice) -> str:
    where = f"{show(notice.path, _LONG)}:{notice.line}: " if notice.path else ""
    mend = f" ({show(notice.mend, _LONG)})" if notice.mend else ""
    return f"{where}notice: {show(notice.message, _LONG)}{mend}"
