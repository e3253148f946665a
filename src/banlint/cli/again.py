"""The command line that asks the same again, whatever day it is and whichever settings lie about."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping, Sequence


def command(name: str, parser: argparse.ArgumentParser, options: argparse.Namespace, fixed: Mapping[str, str]) -> str:
    """`banlint NAME` with every option that `options` set, and `fixed`, by destination, in place of theirs."""
    words = ["banlint", name]
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to list its options
        if not action.option_strings or action.dest == "help":
            continue
        value = fixed.get(action.dest, getattr(options, action.dest, None))
        words += _option(action, value)
    for path in options.path:
        words.append(f"./{path}" if path.startswith("-") and path != "-" else path)
    return " ".join(map(shlex.quote, words))


def _option(action: argparse.Action, value: object) -> Sequence[str]:
    long = action.option_strings[-1]
    if value is None or value == action.default or value in ("", []):
        return ()
    if action.nargs == 0:
        return (long,)
    values = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(word for one in values for word in (long, str(one)))
