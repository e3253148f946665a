"""A reporter that is known by name and imported when a report is made in its format: start-up is felt."""

from __future__ import annotations

from importlib import import_module

from banlint.hints import cast
from banlint.model import Reporter
from banlint.named import NamedTuple


class Later(NamedTuple):
    """What `register` takes in place of a reporter's class."""

    name: str
    target: str
    """`module:Class`."""

    def __call__(self) -> Reporter:
        """Import the class and make a reporter of it."""
        module, _, name = self.target.partition(":")
        return cast("Reporter", getattr(import_module(module), name)())
