"""The recorded decisions of a run: waivers and a baseline read, and what the run can tell of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from banlint.errors import ConfigError
from banlint.hints import TYPE_CHECKING
from banlint.model import PolicyInfo, Question
from banlint.policy.decisions import Policy

if TYPE_CHECKING:
    from banlint.policy.waiver import Waiver

Read = Callable[[str], bytes]
"""Gives the bytes of a file. Raises `ConfigError`."""


def read_file(path: str) -> bytes:
    """The bytes of the file `path`. Raises `ConfigError`."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", "name a file that is there", path) from None


def read_policy(
    waivers: str,
    baseline: str,
    paths: Sequence[str],
    question: Question,
    *,
    honour: bool = True,
    read: Read = read_file,
) -> Policy:
    """What is to be honoured when `paths` are asked `question`, by the files so named; empty where there is none.

    Raises `ConfigError` for a file that is broken or cannot be read.
    """
    narrowed = bool(question.select or question.ignore)
    policy = Policy(
        honour=honour,
        # Named files alone say nothing of what waivers are about elsewhere.
        whole=not narrowed and any(os.path.isdir(path) for path in paths),
        within=() if narrowed else tuple(map(shown, paths)),
        info=PolicyInfo(waivers, baseline, "", honour),
    )
    if waivers:
        policy = policy._replace(waivers=read_waivers(waivers, read))
    if baseline:
        from banlint.policy.baseline import read as read_baseline

        policy = policy._replace(baseline=read_baseline(read(baseline), baseline))
    return policy


def read_waivers(path: str, read: Read = read_file) -> tuple[Waiver, ...]:
    """The waivers of the file `path`. Raises `ConfigError`."""
    from banlint.policy.waiverfile import read as read_all

    return read_all(read(path), path)


def shown(path: str) -> str:
    """A path as reports spell it."""
    return os.path.normpath(path).replace(os.sep, "/") if path else ""
