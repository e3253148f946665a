"""What the terminal can show, and problems said on standard error."""

from __future__ import annotations

import os
import sys

from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banlint.hints import TextIO
    from banlint.model import Notice, Problem
    from banlint.reporting.layout import Style


def style(when: str, stream: TextIO, environment: Mapping[str, str] | None = None) -> Style:
    """Colour and width for `stream`: `when` is `auto`, `always` or `never`; NO_COLOR and TERM=dumb end `auto`."""
    from banlint.reporting.layout import Style

    environment = os.environ if environment is None else environment
    terminal = stream.isatty()
    colour = when == "always"
    if when == "auto":
        colour = terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    return Style(colour, _width(stream) if terminal else 0)


def say(problem: Problem, when: str = "auto") -> None:
    """Write `problem` to standard error, behind all that standard output was given before."""
    from banlint.reporting.as_text import problem_lines

    if sys.stdout.isatty():
        sys.stdout.flush()
    sys.stderr.write("\n".join(problem_lines(problem, style(when, sys.stderr))) + "\n")


def tell(notices: Sequence[Notice], when: str = "auto") -> None:
    """Write `notices` to standard error in the same way."""
    from banlint.reporting.as_text import notice_lines

    if notices and sys.stdout.isatty():
        sys.stdout.flush()
    for notice in notices:
        sys.stderr.write("\n".join(notice_lines(notice, style(when, sys.stderr))) + "\n")


def prepare() -> None:
    """Make the standard streams write any text on any platform, with the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def _width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 0
