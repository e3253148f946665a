"""Arguments: argparse with errors of one line and a suggestion, and help set out for reading."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from banlint.errors import UsageError
from banlint.hints import NoReturn
from banlint.text import show, suggest

# What argparse says becomes part of messages that are English wherever banlint runs; to look up the translations of
# the place costs more than to read the arguments.
argparse._ = str  # type: ignore[attr-defined]


class Help(argparse.RawDescriptionHelpFormatter):
    """Help with room for the options, and each option said once."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=96)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        return f"{', '.join(action.option_strings)} {self._format_args(action, action.dest.upper())}"


class Parser(argparse.ArgumentParser):
    """A parser that raises `UsageError` instead of exiting."""

    def __init__(self, prog: str, description: str, usage: str, epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=description,
            usage=usage,
            epilog=epilog,
            formatter_class=Help,
            allow_abbrev=False,
            add_help=False,
        )

    def error(self, message: str) -> NoReturn:
        """Raise `message` as a `UsageError`."""
        raise UsageError(show(message, 400), f"see `{self.prog} --help`")

    def read(self, argv: Sequence[str]) -> argparse.Namespace:
        """The arguments, options and paths in any order. Raises `UsageError`."""
        for action in self._actions:
            # Of what may be left out argparse says that it is required, too, where something else is missing.
            action.required = action.required and action.nargs != argparse.ZERO_OR_MORE
        namespace, unknown = self.parse_known_intermixed_args(argv)
        for word in unknown:
            if word.startswith("-"):
                options = [option for action in self._actions for option in action.option_strings]
                near = suggest(word.partition("=")[0], options)
                mend = f"did you mean `{near}`?" if near else f"see `{self.prog} --help`"
                raise UsageError(f"there is no option `{show(word)}`", mend)
        if unknown:
            raise UsageError(f"`{show(unknown[0])}` is one argument too many", f"see `{self.prog} --help`")
        return namespace


def words(values: Sequence[str] | None) -> tuple[str, ...]:
    """The words of options that may be repeated and take lists parted by commas."""
    return tuple(word.strip() for value in values or () for word in value.split(",") if word.strip())
