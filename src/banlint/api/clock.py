"""The only place that reads the clock."""

from __future__ import annotations

import time


def today() -> str:
    """The local day, as ISO text."""
    return time.strftime("%Y-%m-%d")


def seconds() -> int:
    """The moment, in whole seconds since 1970."""
    return int(time.time())


def now() -> str:
    """The moment in UTC, to the second, as ISO text."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
