"""The suppressions that stand in a document, as comments or as a `banlint` field, and the asset each governs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from banlint.hints import TYPE_CHECKING, Protocol, TypeGuard
from banlint.model import Asset, Data, Document, Path, Span
from banlint.named import NamedTuple
from banlint.policy.field import MARKER, fields
from banlint.policy.note import Malformed, Terms, parse

if TYPE_CHECKING:
    from banlint.reading.yamlremarks import Remark

_MOST = 20
"""Suppressions of one asset."""
_NOWHERE = "it governs no asset"
_MEND = "write it on a line of the asset, or on a line of its own above one"


class Note(NamedTuple):
    """A suppression, where it is written, and the asset it governs."""

    terms: Terms
    span: Span
    asset: Path


class Refused(NamedTuple):
    """A suppression that cannot be honoured."""

    why: Malformed
    span: Span


class _Remarked(Protocol):
    """A document with comments."""

    def remarks(self, marker: str) -> list[Remark]: ...


def _is_remarked(document: Document) -> TypeGuard[_Remarked]:
    return hasattr(document, "remarks")


def notes(document: Document, assets: Iterable[Asset]) -> Iterator[Note | Refused]:
    """Every suppression in `document`, in the order of the file, with the one of `assets` that it governs."""
    shared = Counter(asset.path for asset in assets)
    owners = frozenset(shared)
    found = [*_of_comments(document, owners), *_of_fields(document, owners)]
    counts: Counter[Path] = Counter()
    for one in sorted(found, key=lambda one: one.span):
        if isinstance(one, Refused):
            yield one
            continue
        counts[one.asset] += 1
        if counts[one.asset] > _MOST:
            yield Refused(Malformed(f"its asset has {_MOST} others already", "one can name several bans"), one.span)
        elif shared[one.asset] > 1:
            yield Refused(Malformed("several assets stand where it does", "waive what is meant by name"), one.span)
        else:
            yield one


def _of_comments(document: Document, owners: frozenset[Path]) -> Iterator[Note | Refused]:
    if not _is_remarked(document):
        return
    for remark in document.remarks(MARKER):
        terms = parse(remark.text)
        if isinstance(terms, Malformed):
            yield Refused(terms, remark.span)
            continue
        governed = _governed(remark.paths, owners)
        if remark.trouble:
            yield Refused(Malformed(remark.trouble, "indent it as the line it is meant for"), remark.span)
        elif not governed:
            yield Refused(Malformed(_NOWHERE, _MEND), remark.span)
        elif len(governed) > 1:
            yield Refused(Malformed("several assets stand on its line", "write each on lines of its own"), remark.span)
        else:
            yield Note(terms, remark.span, governed[0])


def _governed(paths: Iterable[Path], owners: frozenset[Path]) -> list[Path]:
    """The innermost assets that `paths` belong to, without those that are parts of another of them."""
    own = {owner for path in paths if (owner := _owner(path, owners)) is not None}
    return [one for one in own if not any(one != other and one[: len(other)] == other for other in own)]


def _owner(path: Path, owners: frozenset[Path]) -> Path | None:
    return next((path[:length] for length in range(len(path), -1, -1) if path[:length] in owners), None)


def _of_fields(document: Document, owners: frozenset[Path]) -> Iterator[Note | Refused]:
    for path, value in fields(document.data):
        span = document.locate(path).span
        owner = _owner(path, owners)
        for text in _texts(value):
            terms = parse(text)
            if isinstance(terms, Malformed):
                # Elsewhere than at an asset the word may well mean something else: a job, a dependency.
                if owner is not None:
                    yield Refused(terms, span)
            elif owner is None:
                yield Refused(Malformed(_NOWHERE, "set it as a field of an asset"), span)
            else:
                yield Note(terms, span, owner)


def _texts(value: Data) -> list[str]:
    """The suppressions of a field: one a line, or one an item. An empty cell holds none, and so does a mapping."""
    items = value if isinstance(value, list) else [value]
    return [line for one in items if isinstance(one, str) for line in one.splitlines() if line.strip()]
