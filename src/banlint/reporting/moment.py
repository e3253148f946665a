"""When a report was made, as it says itself: never the clock's word, so that the same run gives the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime

from banlint.model import RunInfo

_LAST = 253402300799
"""The last second of the year 9999."""


def moment(info: RunInfo, epoch: str) -> str:
    """The second that `epoch` counts since 1970, in UTC; without it the beginning of the day asked about.

    >>> from banlint.model import Question
    >>> moment(RunInfo("1", {}, Question((), "2026-11-22")), "")
    '2026-11-22T00:00:00Z'
    """
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 13 and int(epoch) <= _LAST:
        return f"{datetime.fromtimestamp(int(epoch), UTC):%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0")
    return f"{info.question.as_of}T00:00:00Z"
