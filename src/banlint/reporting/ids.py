"""Names for things in documents that ask for UUIDs: made of what the things are, so that the same run has the same."""

from __future__ import annotations

import json
from hashlib import sha1

from banlint.model import Finding, RunInfo

_VARIANTS = "89ab"
_MOST = 500_000
"""Of names that are remembered, so that no two things get one; behind that they are numbered."""


def dashed(name: str) -> str:
    """Thirty-two digits as a UUID is written."""
    return f"{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}"


class Ids:
    """The names in one document. An asset has the same in every run; all else is of this run and its hashes."""

    def __init__(self, info: RunInfo) -> None:
        question, policy = info.question._asdict(), info.policy._asdict()
        said = json.dumps([dict(info.catalog), question, policy, info.version], sort_keys=True)
        self._run = bytes.fromhex(_named(_OURS, said))
        self._seen: dict[int, int] = {}
        self._asset = ""
        self._ordinal = 0

    def of(self, *parts: str) -> str:
        """The name of what there is one of."""
        return dashed(_named(self._run, *parts))

    def unique(self, *parts: str) -> str:
        """The name of one of those that may be alike: the second and all that follow get another."""
        own = _named(self._run, *parts)
        if len(self._seen) >= _MOST:
            self._ordinal += 1
            return dashed(_named(self._run, *parts, str(_MOST + self._ordinal)))
        count = self._count(own)
        return dashed(own if count == 1 else _named(self._run, *parts, str(count)))

    def asset(self, finding: Finding) -> tuple[str, bool]:
        """The name of the asset that `finding` is of, and whether it is the first finding of it.

        An asset beyond those remembered is taken for a new one unless it is the one before.
        """
        own = _named(_OURS, "asset", finding.path, finding.pointer, finding.asset, finding.parent)
        if own == self._asset:
            return dashed(own), False
        self._asset = own
        return dashed(own), len(self._seen) >= _MOST or self._count(own) == 1

    def _count(self, own: str) -> int:
        """How often `own` was there, this time too."""
        key = int(own[:16], 16)
        self._seen[key] = count = self._seen.get(key, 0) + 1
        return count


def _named(namespace: bytes, *parts: str) -> str:
    """The digits of the UUID of version 5 for `parts`."""
    text = "\x1f".join(parts).encode("utf-8", "backslashreplace")
    # The version asks for that hash; nothing is secured by it.
    name = sha1(namespace + text, usedforsecurity=False).hexdigest()
    return f"{name[:12]}5{name[13:16]}{_VARIANTS[int(name[16], 16) & 3]}{name[17:32]}"


_OURS = bytes.fromhex(_named(bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8"), "urn:banlint"))
"""Of the namespace of addresses."""
