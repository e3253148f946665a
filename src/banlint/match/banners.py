"""What devices say of themselves on the network. It marks whose firmware runs, whatever brand is on the box."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from banlint.hints import TYPE_CHECKING
from banlint.match.names import unique, weaker
from banlint.model import Basis, Confidence, EntityId, Match, Role
from banlint.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banlint.catalog.index import BannerRow, Catalog

LONGEST_VALUE = 2000
"""Characters of a field that are read."""
_HEAD, _START = 8, 2
_REALM = "http-realm"
_FROM_THE_START = frozenset({"exact", "prefix"})
_SCHEMES = ("basic realm", "digest realm")
_LABELS = (*(f"www authenticate {scheme}" for scheme in _SCHEMES), *_SCHEMES, "server", "realm", "subject")


class BannerMatcher:
    """Server headers, realms, SNMP sysDescr, certificate subjects."""

    name = "banners"
    roles = frozenset({Role.BANNER})

    def __init__(self, catalog: Catalog) -> None:
        self._banners: Mapping[str, BannerRow] = catalog.banners

    @cached_property
    def _by_first_word(self) -> Mapping[str, tuple[tuple[str, BannerRow], ...]]:
        found: dict[str, tuple[tuple[str, BannerRow], ...]] = {}
        for text, row in self._banners.items():
            if row.match == "word":
                first = text.split(" ")[0]
                found[first] = (*found.get(first, ()), (text, row))
        return found

    @cached_property
    def _anchored(self) -> tuple[tuple[str, BannerRow], ...]:
        return tuple((text, row) for text, row in self._banners.items() if row.match in _FROM_THE_START)

    @cached_property
    def _by_start(self) -> Mapping[str, list[tuple[str, BannerRow]]]:
        """The anchored ones by their first two characters, or as many as they have."""
        found: dict[str, list[tuple[str, BannerRow]]] = {}
        for text, row in self._anchored:
            found.setdefault(text[:_START], []).append((text, row))
        return found

    @cached_property
    def _anywhere(self) -> tuple[tuple[str, BannerRow], ...]:
        return tuple((text, row) for text, row in self._banners.items() if row.match == "contains")

    def match(self, role: Role, value: str) -> Iterable[Match]:  # noqa: ARG002 - one role
        """Whose firmware says `value`."""
        value = value[:LONGEST_VALUE]
        return unique(_to_match(row) for row in self._of(_unlabelled(value, fold(value), _LABELS)))

    def _of(self, said: str) -> Iterator[BannerRow]:
        yield from self._starting(said)
        padded = f" {said} "
        for word in dict.fromkeys(said.split(" ")):
            for text, row in self._by_first_word.get(word, ()):
                if f" {text} " in padded:
                    yield row
        yield from (row for text, row in self._anywhere if text in said)

    def _starting(self, said: str) -> Iterator[BannerRow]:
        for text, row in (*self._by_start.get(said[:_START], ()), *self._by_start.get(said[:1], ())):
            if said.startswith(text) and (row.match == "prefix" or said == text):
                yield row


class TextBannerMatcher(BannerMatcher):
    """Free text that is a banner from its start: many an inventory keeps what a scan said in its description."""

    name = "banners-in-text"
    roles = frozenset({Role.TEXT})
    head = _HEAD
    speaks_for = sys.maxsize
    """How long a value may be for its head to prove that nothing in it can match: `match` asks it too."""

    @cached_property
    def _heads(self) -> frozenset[str]:
        """What the folded head of a text may be for it to be a banner."""
        texts = [*(text for text, row in self._anchored if row.kind != _REALM), *_SCHEMES]
        return frozenset(text[:length] for text in texts for length in range(1, _HEAD + 1))

    @cached_property
    def _short(self) -> tuple[str, ...]:
        short = (text for text, row in self._anchored if len(text) < _HEAD and row.kind != _REALM)
        return tuple(short)

    def match(self, role: Role, value: str) -> Iterable[Match]:  # noqa: ARG002 - one role
        """Whose firmware says `value`, at most `probable`."""
        if self.clean_head(value):
            return ()
        value = value[:LONGEST_VALUE]
        folded = fold(value)
        said = _unlabelled(value, folded, _SCHEMES)
        # A realm is mostly a plain name or model, which in free text is no more than a mention.
        is_realm = folded.startswith(_SCHEMES)
        rows = (row for row in self._starting(said) if (row.kind == _REALM) is is_realm)
        return unique(_to_match(row, Confidence.PROBABLE) for row in rows)

    def clean_head(self, value: str) -> bool:
        """Whether the first 8 characters of a free text prove that it is no banner."""
        head = value[:_HEAD]
        if not head.isascii():
            return True
        head = fold(head)
        return head not in self._heads and not head.startswith(self._short)


def _unlabelled(value: str, folded: str, labels: tuple[str, ...]) -> str:
    """`folded`, which is `value`, without a label before it, or what a challenge names as its realm.

    >>> _unlabelled('Digest realm="Acme Camera", nonce="42"', "digest realm acme camera nonce 42", _LABELS)
    'acme camera'
    """
    if not folded.startswith(labels):
        return folded
    label = next((one for one in labels if folded.startswith(f"{one} ")), "")
    if label.endswith("realm"):
        quoted = value.partition("=")[2].lstrip()
        quoted = quoted[1:].partition('"')[0] if quoted.startswith('"') else quoted.partition(",")[0]
        return fold(quoted)
    return folded[len(label) :].lstrip() if label else folded


@cache
def _to_match(row: BannerRow, ceiling: Confidence = Confidence.CERTAIN) -> Match:
    sure = weaker(Confidence(row.confidence), ceiling)
    note = f"{row.kind} string" + (f": {row.note}" if row.note else "")
    return Match(EntityId(row.entity), Basis.BANNER, sure, row.text, row.source, note=note)
