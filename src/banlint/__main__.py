"""`python -m banlint`, and the script `banlint`."""

import atexit
import os
import sys

from banlint.hints import NoReturn


def main() -> int:
    """The command. An interrupt while it loads ends it as one later does."""
    try:
        from banlint.cli.main import main as command
    except KeyboardInterrupt:
        return 130
    return command()


def run() -> NoReturn:
    """The command as a process of its own, which it ends."""
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


if __name__ == "__main__":
    run()
