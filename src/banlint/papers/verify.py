"""Whether a package of evidence is what it says it is, and its inputs what they were."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping

from banlint.errors import BanlintError, InputError
from banlint.hints import Any
from banlint.named import NamedTuple
from banlint.papers import manifest
from banlint.papers.inputs import hashed
from banlint.papers.opened import Package

_SUM = re.compile(r"([0-9a-f]{64})  ([!-~]+)")


class Verified(NamedTuple):
    """What became of a verification."""

    manifest_sha256: str
    told: Mapping[str, Any]
    """The manifest: a stranger's text, whatever it says."""
    members: int
    differs: tuple[str, ...]
    """What of the package is not as it says of itself, by name."""
    inputs: tuple[tuple[str, str], ...]
    """Each input and its state: `same`, `changed`, `not at hand`, or `not hashed`."""

    @property
    def changed(self) -> tuple[str, ...]:
        """The inputs that are not what they were."""
        return tuple(path for path, state in self.inputs if state == "changed")


def verify(path: str, base: str = os.curdir, manifest_sha256: str = "") -> Verified:
    """Verify the package at `path`, with inputs below the folder `base`. Raises `InputError` for what is no package.

    `manifest_sha256` is the hash of the manifest as it was written down elsewhere.
    """
    with Package(path) as package:
        digests = {name: package.digest(name) for name in package.names}
        told = _manifest(package, path)
        differs = [f"{name}: what is packed is damaged" for name, digest in digests.items() if not digest]
        differs += _against(digests, _sums(package, path), manifest.SUMS, {manifest.SUMS})
        members = {one["name"]: one["sha256"] for one in told["members"]}
        differs += _against(digests, members, manifest.NAME, {manifest.SUMS, manifest.NAME})
        sizes = {one["name"]: one["size"] for one in told["members"]}
        differs += [
            f"{name}: of another size than {manifest.NAME} says"
            for name, size in sizes.items()
            if name in digests and package.size(name) != size
        ]
        if len(members) != len(told["members"]):
            differs.append(f"{manifest.NAME}: names a member twice")
        differs += _carried(told, digests)
        if manifest_sha256 and manifest_sha256.lower() != digests[manifest.NAME]:
            differs.append(f"{manifest.NAME}: not the one whose hash was given")
        inputs = tuple((one["path"], _state(one, base, told)) for one in told["inputs"])
        return Verified(digests[manifest.NAME], told, len(digests), tuple(dict.fromkeys(differs)), inputs)


def _against(digests: Mapping[str, str], said: Mapping[str, str], where: str, itself: set[str]) -> Iterator[str]:
    for name in sorted({*digests, *said} - itself):
        if name not in digests:
            yield f"{name}: in {where}, and missing from the package"
        elif name not in said:
            yield f"{name}: in the package, and not in {where}"
        elif digests[name] and digests[name] != said[name]:
            yield f"{name}: not what {where} says it was"


def _carried(told: Mapping[str, Any], digests: Mapping[str, str]) -> Iterator[str]:
    """Inputs that the package carries are those that it names."""
    for one in told["inputs"]:
        member = one["member"]
        if member and digests.get(member) != one["sha256"]:
            yield f"{member}: not the input it is said to be, {one['path']}"


def _sums(package: Package, path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in package.read(manifest.SUMS).decode("ascii", "replace").splitlines():
        match = _SUM.fullmatch(line)
        if match is None or match[2] in found:
            raise InputError(f"no package of evidence: its {manifest.SUMS} cannot be read", "", path)
        found[match[2]] = match[1]
    return found


def _manifest(package: Package, path: str) -> Mapping[str, Any]:
    try:
        told = json.loads(package.read(manifest.NAME).decode("ascii"), object_pairs_hook=_once)
        known = told["format"] == manifest.FORMAT and told["format_version"] == manifest.VERSION
        shaped = known and all(_shaped(one) for one in told["inputs"]) and all(map(_listed, told["members"]))
    except (ValueError, RecursionError, KeyError, TypeError):
        shaped = False
    if not shaped:
        raise InputError(
            f"no package of evidence: its {manifest.NAME} is none that this banlint reads",
            "verify it with a newer one",
            path,
        )
    return told if isinstance(told, Mapping) else {}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _shaped(one: Any) -> bool:
    return all(isinstance(one[key], str) for key in ("path", "role", "state", "sha256", "member"))


def _listed(one: Any) -> bool:
    return isinstance(one["name"], str) and isinstance(one["sha256"], str) and isinstance(one["size"], int)


def _state(one: Mapping[str, Any], base: str, told: Mapping[str, Any]) -> str:
    """The state of an input, by a look at the file below `base`. No path of a stranger's leads out of there."""
    if not one["sha256"]:
        return "not hashed"
    where = _below(one["path"], base)
    policy = told.get("policy")
    elsewhere = one["role"] != "inventory" and isinstance(policy, dict) and policy.get("revision")
    if elsewhere or not where or not os.path.isfile(where):
        return "not at hand"
    try:
        return "same" if hashed(one["path"], where).sha256 == one["sha256"] else "changed"
    except BanlintError:
        return "not at hand"


def _below(path: str, base: str) -> str:
    """The place of `path` where that is below `base`, by its letters alone; empty where it is not."""
    if "\0" in path:
        return ""
    top = os.path.abspath(base)
    where = os.path.abspath(os.path.join(top, path))
    return where if where.startswith(os.path.join(top, "")) else ""
