"""What the results of a file depend on beside its name and content, as one hash; and which runs cannot have one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import banlint
from banlint.hashing import blake2b
from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.model import Parts
    from banlint.run.check import Settings

_OURS = "banlint"


def unfit(settings: Settings, parts: Parts) -> str:
    """Why results of this run must not be remembered; empty where they may."""
    for group in parts:
        for one in group:
            if one.plugin != _OURS:
                return f"plugin {one.plugin!r} takes part, and what it says of a file need not be the same every time"
    if settings.every_asset:
        return "a report of this run tells of every asset"
    if settings.policy.earlier and not settings.policy.info.revision:
        return "suppressions are held against a state that has no name"
    return ""


def key(settings: Settings, catalog: Catalog) -> bytes:
    """The hash of all that decides: this very banlint, its libraries, Python, the rules and the whole question.

    Waivers and baselines are not in it, for they decide of findings that are already there; nor are mappings, for a
    file that one speaks for is not remembered.
    """
    hashed = blake2b(digest_size=32)
    policy = settings.policy
    asked = (
        banlint.__version__,
        sys.version,
        sys.platform,
        sorted(_libraries()),
        sorted(catalog.info.items()),
        tuple(settings.question),
        tuple(map(tuple, settings.question.askers)),
        tuple(settings.limits),
        policy.honour,
        policy.info.revision,
        policy.info.facts_sha256,
    )
    hashed.update(repr(asked).encode("utf-8", "surrogatepass"))
    for content in _code():
        hashed.update(b"%d\0" % len(content))
        hashed.update(content)
    return hashed.digest()


def _libraries() -> Iterator[str]:
    """What is installed beside banlint, with versions: a parser that changes may change what is read."""
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or os.curdir) as entries:
                yield from (entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue


def _code() -> Iterator[bytes]:
    """Our own code: the list of hashes it was installed with; without one its modules, as in a checkout."""
    top = os.path.dirname(banlint.__file__)
    record = os.path.join(os.path.dirname(top), f"banlint-{banlint.__version__}.dist-info", "RECORD")
    if os.path.isfile(record):
        yield _read(record)
        return
    for folder, folders, files in os.walk(top):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".py"):
                path = os.path.join(folder, name)
                yield os.fsencode(os.path.relpath(path, top))
                yield _read(path)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
