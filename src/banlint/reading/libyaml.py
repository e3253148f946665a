"""PyYAML, imported for its C parser alone.

Its Python scanner and resolver compile a dozen patterns when they are imported,
a seventh of a small check, and the C parser uses none of them. Patterns that
are made while it is imported are compiled when they are first used instead.
"""

from __future__ import annotations

import re
import sys

from banlint.hints import Any


class _Pattern:
    """Stands for a pattern until something asks it for an attribute, `match` say."""

    def __init__(self, *given: Any) -> None:
        self._given = given

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._given), name)


def _imported() -> None:
    compile_now = re.compile
    re.compile = _Pattern  # type: ignore[assignment]
    try:
        import yaml  # noqa: F401
    finally:
        re.compile = compile_now


if "yaml" not in sys.modules:
    _imported()

import yaml  # noqa: E402

__all__ = ["yaml"]
