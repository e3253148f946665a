"""ONVIF: what devices answer to a discovery. They say by scopes what they are, and little else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banlint.inventories.beside import Aside
from banlint.inventories.pick import at, mappings
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED
from banlint.model import Asset, Data, Identifier, Path, Role

_WRAPPERS = ("Envelope", "Body", "ProbeMatches", "ProbeMatch", "matches", "devices", "results")
_SCOPES = frozenset({"scopes"})
_BESIDE = frozenset(
    {"xaddrs", "types", "endpointreference", "epr", "metadataversion", "address", "xaddr", "ip", "ipaddress", "host"}
    | {"hostname", "port", "url", "urn", "uuid", "endpoint", "service"}
)
_ABOUT = "/name/"


class Onvif:
    """A list of answers, one alone, or the envelope they came in."""

    name = "onvif"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """An answer with scopes, and an address or a type beside them."""
        first = next(_answers(data), None)
        return first is not None

    def beside(self, data: Data) -> Iterable[Aside]:
        """What is no answer, or holds more than one."""
        path, inner = _unwrapped(data)
        whole = data
        for number, step in enumerate(path):
            if isinstance(whole, dict):
                yield path[:number], {key: one for key, one in whole.items() if key != step}
                whole = whole.get(str(step))
        for index, one in enumerate(inner if isinstance(inner, list) else ()):
            if not _is_answer(one):
                yield (*path, index), one
        for where, answer in _answers(data):
            yield where, {key: one for key, one in answer.items() if _plain(key) not in _SCOPES | _BESIDE}

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset an answer, by its scopes."""
        for path, answer in _answers(data):
            key = next(key for key in answer if _plain(key) in _SCOPES)
            scopes = [*_scopes(answer[key], (*path, key))]
            title = next((value.rpartition(_ABOUT)[2] for value, _ in scopes if _ABOUT in value), UNNAMED)
            found = tuple(Identifier(Role.SCOPE, value, where, key) for value, where in scopes)
            yield Asset(title.replace("%20", " "), path, found)


def _plain(key: str) -> str:
    """A key without the prefix of its namespace."""
    return key.rpartition(":")[2].lower()


def _unwrapped(data: Data) -> tuple[Path, Data]:
    """What stands within the envelope, and where."""
    path: Path = ()
    while isinstance(data, dict) and not _is_answer(data):
        key = next((key for key in data if key.rpartition(":")[2] in _WRAPPERS), None)
        if key is None:
            break
        path, data = (*path, key), data[key]
    return path, data


def _is_answer(one: Data) -> bool:
    if not isinstance(one, dict):
        return False
    words = {_plain(key): value for key, value in one.items()}
    return any(_tells(words.get(key)) for key in _SCOPES) and not _BESIDE.isdisjoint(words)


def _tells(value: Data) -> bool:
    return any("onvif://" in written for written, _ in _scopes(value, ()))


def _answers(data: Data) -> Iterator[tuple[Path, dict[str, Data]]]:
    path, inner = _unwrapped(data)
    if isinstance(inner, dict) and _is_answer(inner):
        yield path, inner
    for where, one in mappings(inner, path):
        if _is_answer(one):
            yield where, one


def _scopes(value: Data, path: Path) -> Iterator[tuple[str, Path]]:
    """The scopes of a list, or those that one text holds between spaces."""
    for index, one in enumerate(value if isinstance(value, list) else ()):
        if text(one) or text(at(one, "value")):
            yield text(one) or text(at(one, "value")), (*path, index)
    if isinstance(value, dict):
        yield from _scopes(value.get("#text"), (*path, "#text"))
    for one in text(value).split():
        yield one, path
