"""banlint: finds equipment that procurement bans cover, in hardware inventories.

    >>> import banlint
    >>> result = banlint.check(["inventories/"], as_of="2024-01-31")  # doctest: +SKIP
    >>> banlint.identify("a model number").evidence[0].match.entity  # doctest: +SKIP
    '...'

The types of all results are in `banlint.model`.
"""

from __future__ import annotations

from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from banlint.api.check import Result as Result
    from banlint.api.check import check as check
    from banlint.api.identify import identify as identify
    from banlint.api.impact import Impact as Impact
    from banlint.api.impact import Wanted as Wanted
    from banlint.api.impact import impact as impact
    from banlint.api.inventory import inventory as inventory
    from banlint.api.questions import questions as questions
    from banlint.api.timeline import timeline as timeline

__version__ = "0.1.0"
__all__ = [
    "Impact",
    "Result",
    "Wanted",
    "__version__",
    "check",
    "identify",
    "impact",
    "inventory",
    "questions",
    "timeline",
]

_EXPORTS = {
    "Impact": "banlint.api.impact",
    "Result": "banlint.api.check",
    "Wanted": "banlint.api.impact",
    "check": "banlint.api.check",
    "identify": "banlint.api.identify",
    "impact": "banlint.api.impact",
    "inventory": "banlint.api.inventory",
    "questions": "banlint.api.questions",
    "timeline": "banlint.api.timeline",
}


def __getattr__(name: str) -> object:
    """Import the API at its first use, so that `import banlint` stays cheap."""
    if name not in _EXPORTS:
        raise AttributeError(f"module 'banlint' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_EXPORTS[name]), name)
