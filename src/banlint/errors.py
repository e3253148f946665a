"""The exceptions that end a piece of work; each becomes a `Problem` at a known boundary."""

from __future__ import annotations

from banlint.model import Problem


class BanlintError(Exception):
    """Something banlint cannot go on with, said so that the reader can mend it.

    `kind` is the `Problem.kind` it turns into; `path`, `line` and `column` name the place, 0 where there is none.
    """

    kind = "usage"

    def __init__(self, message: str, mend: str = "", path: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend
        self.path = path
        self.line = line
        self.column = column

    def problem(self) -> Problem:
        """The error as a value of the outcome."""
        return Problem(self.kind, self.message, self.mend, self.path, self.line, self.column)


class UsageError(BanlintError):
    """The command line, or the settings, ask for something that cannot be done. `word` is what they said, if one is."""

    def __init__(self, message: str, mend: str = "", word: str = "") -> None:
        super().__init__(message, mend)
        self.word = word


class ConfigError(BanlintError):
    """The configuration is not what its schema allows."""

    kind = "config"


class InputError(BanlintError):
    """An inventory cannot be read. The only exception that leaves a reader."""

    kind = "input"


class PackError(BanlintError):
    """A rule pack is broken; nothing of it is used. `problems` lists what was found, the error itself first."""

    kind = "pack"
    problems: tuple[Problem, ...] = ()


class PluginError(BanlintError):
    """A plugin failed, named in the message."""

    kind = "plugin"


class ReportError(BanlintError):
    """A report could not be written."""

    kind = "report"
