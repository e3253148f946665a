"""The options about recorded decisions, and what they come to: waivers, a baseline, what a change adds."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from banlint.cli.config import Config
from banlint.cli.files import HERE, Files, files_of
from banlint.errors import BanlintError
from banlint.model import Added, Notice, PolicyInfo, Question
from banlint.policy.decisions import Policy
from banlint.text import show

if TYPE_CHECKING:
    from banlint.policy.waiver import Waiver


def add_policy(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """What was decided before."""
    group = parser.add_argument_group("what was decided before")
    add_waivers(group)
    group.add_argument("--baseline", metavar="FILE", help="the findings that were there before: `banlint baseline`")
    group.add_argument("--no-waivers", action="store_true", help="let no suppression and no waiver hold")
    group.add_argument(
        "--policy-from", metavar="REV", help="read settings, waivers and baseline as this git revision has them"
    )
    return group


def add_waivers(group: argparse._ArgumentGroup) -> None:
    """`--waivers`."""
    group.add_argument("--waivers", metavar="FILE", help="approvals: a file as `banlint waive` writes it")


def policy_files(options: argparse.Namespace, config: Config) -> tuple[str, str]:
    """The file of waivers and the baseline, as the command line or the settings name them."""
    return options.waivers or config.waivers, getattr(options, "baseline", None) or config.baseline


def read_policy(options: argparse.Namespace, config: Config, paths: Sequence[str], question: Question) -> Policy:
    """What is to be honoured when `paths` are asked `question`. Raises `ConfigError` for what is broken."""
    waivers, baseline = policy_files(options, config)
    honour = not options.no_waivers
    files = files_of(options)
    narrowed = bool(question.select or question.ignore)
    policy = Policy(
        honour=honour,
        # Named files alone say nothing of what waivers are about elsewhere.
        whole=not narrowed and any(os.path.isdir(path) for path in paths),
        within=() if narrowed else tuple(path.replace(os.sep, "/").removeprefix("./") for path in paths),
        info=PolicyInfo(_shown(waivers), _shown(baseline), files.revision, honour),
    )
    if waivers:
        policy = policy._replace(waivers=read_waivers(waivers, files))
    if baseline:
        from banlint.policy.baseline import read

        policy = policy._replace(baseline=read(files.read(baseline), _shown(baseline)))
    return _with_change(policy, waivers) if files.revision else policy


def read_waivers(path: str, files: Files = HERE) -> tuple[Waiver, ...]:
    """The waivers of the file `path`. Raises `ConfigError`."""
    from banlint.policy.waiverfile import read

    return read(files.read(path), _shown(path))


def _with_change(policy: Policy, waivers: str) -> Policy:
    """`policy` with what the files as they are would add to it."""
    added: list[Added] = []
    notices: list[Notice] = []
    for path in dict.fromkeys((waivers, *_named_here())):
        if not path or not os.path.exists(path):
            continue
        try:
            found = read_waivers(path)
        except BanlintError as error:
            said = f"this change breaks the waivers: {error.message}"
            notices.append(Notice("added", said, error.mend, show(error.path), error.line, error.column))
            continue
        held = {one.terms for one in policy.waivers}
        added += (Added(one.path, one.line, one.says()) for one in found if one.terms not in held)
    return policy._replace(info=policy.info._replace(added=tuple(added)), notices=tuple(notices))


def _named_here() -> Iterator[str]:
    """The file of waivers that the settings as they are name."""
    from banlint.cli.config import find

    try:
        yield find().waivers
    except BanlintError:
        return


def _shown(path: str) -> str:
    return os.path.normpath(path).replace(os.sep, "/") if path else ""
