"""`banlint completion`: what makes a shell complete commands, options, and the ids of the rules."""

from __future__ import annotations

import argparse
import sys

from banlint.cli import options as shared
from banlint.errors import UsageError
from banlint.text import show, suggest

USAGE = "banlint completion SHELL"
DESCRIPTION = "Print what makes a shell complete banlint: commands, options, and the ids of regimes, companies, askers."
EPILOG = """\
examples:
  eval "$(banlint completion bash)"                                       in ~/.bashrc
  banlint completion zsh > ~/.zfunc/_banlint                              a folder of $fpath
  banlint completion fish > ~/.config/fish/completions/banlint.fish
"""
SHELLS = ("bash", "zsh", "fish")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `completion`."""
    parser.add_argument("shell", nargs="?", choices=SHELLS, metavar="SHELL", help=argparse.SUPPRESS)
    output = parser.add_argument_group("how to answer")
    output.add_argument("--ids", metavar="KIND", help="print the ids of this kind: act, entity, party, profile ...")
    shared.add_help(output)


def run(options: argparse.Namespace) -> int:
    """Print the script, or the ids that it asks for."""
    if options.ids is not None:
        sys.stdout.writelines(f"{one}\n" for one in _ids(options.ids))
        return 0
    if options.shell is None:
        raise UsageError("which shell is it for?", f"name one of: {', '.join(SHELLS)}")
    from banlint.cli import completion_scripts
    from banlint.cli.tree import commands

    sys.stdout.write(getattr(completion_scripts, options.shell)(commands()))
    return 0


def _ids(kind: str) -> list[str]:
    """The ids of `kind` in our own rules. Raises `UsageError`."""
    from banlint.catalog import load

    tables = {"entity": "entities", "profile": "profiles", "regime": "regimes"}
    words = {"act": "acts", "party": "parties", "purpose": "purposes"}
    catalog = load()
    if kind in tables:
        # Who is known from a list alone is not offered: thousands, and `:` parts words in bash.
        return sorted(one for one in getattr(catalog, tables[kind]) if ":" not in one)
    if kind in words:
        return sorted(catalog.vocabulary[words[kind]])
    near = suggest(kind, (*tables, *words))
    mend = f"did you mean `{near}`?" if near else f"there are: {', '.join((*tables, *words))}"
    raise UsageError(f"there are no ids of the kind `{show(kind)}`", mend)
