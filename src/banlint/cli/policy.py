"""The options about recorded decisions, and what they come to: waivers, a baseline, what a change adds."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence

from banlint.api.policy import read_policy, read_waivers, shown
from banlint.cli.config import Config
from banlint.cli.files import HERE, files_of
from banlint.errors import BanlintError
from banlint.hints import TYPE_CHECKING
from banlint.model import Added, Notice, Question
from banlint.policy.decisions import Policy

if TYPE_CHECKING:
    from banlint.policy.baseline import Baseline


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
    return shown(options.waivers or config.waivers), shown(getattr(options, "baseline", None) or config.baseline)


def policy_of(options: argparse.Namespace, config: Config, paths: Sequence[str], question: Question) -> Policy:
    """What is to be honoured when `paths` are asked `question`. Raises `ConfigError` for what is broken."""
    files = files_of(options)
    named = policy_files(options, config)
    policy = read_policy(*named, paths, question, honour=not options.no_waivers, read=files.read)
    if not files.revision:
        return policy
    info = policy.info._replace(revision=files.revision)
    return _with_change(policy._replace(earlier=files.inventory, info=info))


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
        return shown(find().waivers)
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
