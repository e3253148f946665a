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

if TYPE_CHECKING:
    from banlint.policy.baseline import Baseline
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
    return _shown(options.waivers or config.waivers), _shown(getattr(options, "baseline", None) or config.baseline)


def read_policy(options: argparse.Namespace, config: Config, paths: Sequence[str], question: Question) -> Policy:
    """What is to be honoured when `paths` are asked `question`. Raises `ConfigError` for what is broken."""
    waivers, baseline = policy_files(options, config)
    honour = not options.no_waivers
    files = files_of(options)
    narrowed = bool(question.select or question.ignore)
    policy = Policy(
        honour=honour,
        # Named files alone say nothing of what waivers are about elsewhere.
        earlier=files.inventory if files.revision else None,
        whole=not narrowed and any(os.path.isdir(path) for path in paths),
        within=() if narrowed else tuple(path.replace(os.sep, "/").removeprefix("./") for path in paths),
        info=PolicyInfo(waivers, baseline, files.revision, honour),
    )
    if waivers:
        policy = policy._replace(waivers=read_waivers(waivers, files))
    if baseline:
        from banlint.policy.baseline import read

        policy = policy._replace(baseline=read(files.read(baseline), baseline))
    return _with_change(policy) if files.revision else policy


def read_waivers(path: str, files: Files = HERE) -> tuple[Waiver, ...]:
    """The waivers of the file `path`. Raises `ConfigError`."""
    from banlint.policy.waiverfile import read

    return read(files.read(path), path)


def _with_change(policy: Policy) -> Policy:
    """`policy` with what the files as they are would add to it, which holds for nothing."""
    added: list[Added] = []
    notices: list[Notice] = []
    held = {one.terms for one in policy.waivers}
    for path in dict.fromkeys((policy.info.waivers, _named_here())):
        if path and os.path.exists(path):
            try:
                added += (Added(path, one.line, one.says()) for one in read_waivers(path) if one.terms not in held)
            except BanlintError as error:
                notices.append(_broken(error))
    if policy.baseline is not None and os.path.exists(policy.baseline.path):
        try:
            notices += _more(policy.baseline)
        except BanlintError as error:
            notices.append(_broken(error))
    return policy._replace(info=policy.info._replace(added=tuple(added)), notices=tuple(notices))


def _named_here() -> str:
    """The file of waivers that the settings as they are name."""
    from banlint.cli.config import find

    try:
        return _shown(find().waivers)
    except BanlintError:
        return ""


def _more(held: Baseline) -> Iterator[Notice]:
    """How much the baseline as it is adds to the one that decides."""
    from banlint.policy.baseline import read

    known = {(one.fingerprint, one.verdict) for one in held.entries}
    new = sum((one.fingerprint, one.verdict) not in known for one in read(HERE.read(held.path), held.path).entries)
    if new:
        said = f"this change adds to the baseline what holds for nothing yet, entries: {new:,}"
        yield Notice("added", said, "have them in the revision that decides", held.path)


def _broken(error: BanlintError) -> Notice:
    said = f"this change breaks it: {error.message}"
    return Notice("added", said, error.mend, error.path, error.line, error.column)


def _shown(path: str) -> str:
    return os.path.normpath(path).replace(os.sep, "/") if path else ""
