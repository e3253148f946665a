"""`python -m banlint`, and the script `banlint`."""

import sys


def main() -> int:
    """The command. An interrupt while it loads ends it as one later does."""
    try:
        from banlint.cli.main import main as command
    except KeyboardInterrupt:
        return 130
    return command()


if __name__ == "__main__":
    sys.exit(main())
