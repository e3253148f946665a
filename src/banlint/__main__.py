"""`python -m banlint`, and the script `banlint`."""

from __future__ import annotations

import atexit
import os
import sys

from banlint.hints import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SOON = 0.001
"""Seconds."""


def main() -> int:
    """The command. An interrupt while it loads or begins ends it as one later does."""
    try:
        from banlint.cli.main import main as command

        return command()
    except KeyboardInterrupt:
        return 130


def run() -> NoReturn:
    """The command as a process of its own, which it ends."""
    sys.unraisablehook = _heeded
    status = main()
    # All of ours is written and closed. Taking every object apart, only to end, would be a tenth of a small check; but
    # where somebody may wait for the end of the interpreter, a thread, a measurement, a file that a plugin left open
    # (`pluggy` is loaded with the first of them), it ends in the usual way.
    waited_for = "threading" in sys.modules or "pluggy" in sys.modules
    if not waited_for and not atexit._ncallbacks():  # noqa: SLF001 it has no public name
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError, AttributeError):
            sys.exit(status)
        os._exit(status)
    sys.exit(status)


def _heeded(dropped: UnraisableHookArgs) -> None:
    """Raise an interrupt again that came where the interpreter drops what is raised: in a callback of its own."""
    if not issubclass(dropped.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(dropped)
        return
    import signal

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, _SOON)


if __name__ == "__main__":
    run()
