"""Maker names: the whole field first, then words of it, never part of a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from banlint.catalog.names import of_folded
from banlint.hints import TYPE_CHECKING
from banlint.match.spelling import INVISIBLE, LOOK_ALIKE, MISSPELT, Misspellings, has_invisible, latin
from banlint.model import Basis, Confidence, Match, Role
from banlint.named import NamedTuple
from banlint.text import ascii_words, fold

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.catalog.names import NameRow

LONGEST_VALUE = 400
"""Characters of a value that are looked at; no name is near as long."""
_JOINED = 6
"""Letters a name needs before it is recognised with its words joined or parted otherwise."""
_UNSPACED_WINDOW = 24
# Scripts that part no words: a name in them may stand anywhere in a run of characters.
_FIRST_UNSPACED = "\u3040"
_UNSPACED = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+"

_NO_NAMES: tuple[NameRow, ...] = ()


class Hit(NamedTuple):
    """Names found at words `start` up to `end` (exclusive); `part` of a run that parts no words, or all of them."""

    start: int
    end: int
    rows: tuple[NameRow, ...]
    part: bool = False


# Making an enum of its text costs ten times a look-up.
_CONFIDENCES = {one.value: one for one in Confidence}
_BASES = {one.value: one for one in Basis}
# An enum's members are dear to ask for by name.
_CERTAIN, _POSSIBLE = Confidence.CERTAIN, Confidence.POSSIBLE
_SUPPLIER = Role.SUPPLIER
_AFFILIATE, _ALIAS, _BRAND = Basis.AFFILIATE.value, Basis.ALIAS.value, Basis.BRAND.value
_SURE = Confidence.CERTAIN.value
_BASIS = 1
_new = tuple.__new__


def weaker(one: Confidence, other: Confidence) -> Confidence:
    """The lesser of two confidences."""
    return one if one.rank <= other.rank else other


def to_match(row: NameRow, ceiling: Confidence = _CERTAIN) -> Match:
    """`row` as a match, at most as sure as `ceiling`."""
    entity, basis, confidence, text, source, since, until, _, note, needs_evidence, unverified = row
    sure = _CONFIDENCES[confidence]
    if ceiling is not _CERTAIN:
        sure = weaker(sure, ceiling)
    # In one piece: this is made for every name that is met.
    return _new(
        Match,
        (entity, _BASES[basis], sure, text, source, since or "", until or "", note, needs_evidence, False, unverified),
    )


def words(value: str) -> list[str]:
    """The folded words of `value`; runs of scripts that part no words stand alone.

    >>> words("ACME東京 Devices")
    ['acme', '東京', 'devices']
    """
    value = value[:LONGEST_VALUE]
    if value.isascii():
        return ascii_words(value)
    folded = fold(value)
    if max(folded, default="") >= _FIRST_UNSPACED:
        # Else it would be made, which takes a while, for every other letter that is not in ASCII.
        folded = re.sub(_UNSPACED, r" \g<0> ", folded)
    return folded.split()


class Names:
    """The catalog's names and look-alikes, and where they stand in a text."""

    def __init__(self, catalog: Catalog) -> None:
        self._names: Mapping[str, tuple[NameRow, ...]] = catalog.names
        self._listed: Mapping[str, tuple[NameRow, ...]] = catalog.listed
        self._longest: Mapping[str, int] = catalog.longest
        self._own = catalog.names.keys()
        self._first_words = catalog.longest.keys()
        self._vetoes = catalog.vetoes
        self._look_alikes = frozenset(catalog.vetoes)
        self._slips = Misspellings(catalog.names, catalog.slips, (catalog.vetoes, catalog.makers))

    @cached_property
    def _veto_longest(self) -> Mapping[str, int]:
        return _longest_by_first_word(self._vetoes)

    @cached_property
    def _by_joined(self) -> Mapping[str, str]:
        """Names of several words without their spaces, to the key they stand under."""
        joined = ((name.replace(" ", ""), name) for name in self._names if " " in name)
        return {short: name for short, name in joined if len(short) >= _JOINED}

    def whole(self, folded: str) -> tuple[NameRow, ...] | None:
        """The rows of a key that is a name and nothing else; none for a look-alike; `None` when it is neither."""
        rows = self._listed.get(folded, _NO_NAMES)
        if folded in self._own:
            rows = self._names[folded] + rows
        if folded in self._look_alikes:
            return self._unless_vetoed(folded, rows)
        return rows or self._joined_otherwise(folded)

    def misspelt(self, folded: str) -> tuple[NameRow, ...]:
        """The rows of names that a key, one that names nobody we know, is one slip away from."""
        return self._slips.near(folded)

    def _joined_otherwise(self, folded: str) -> tuple[NameRow, ...] | None:
        if " " in folded:
            name = joined = folded.replace(" ", "")
            if joined not in self._own:
                return None
        else:
            joined, name = folded, self._by_joined.get(folded, "")
        if not name or len(joined) < _JOINED or joined in self._look_alikes:
            return None
        # What is a slip already would be two of them.
        return tuple(row for row in self._open_rows(name) if row.basis != _ALIAS or row.confidence == _SURE) or None

    def _unless_vetoed(self, folded: str, rows: tuple[NameRow, ...]) -> tuple[NameRow, ...]:
        veto = self._vetoes.get(folded)
        return rows if veto is None else tuple(row for row in rows if row.entity != veto.entity)

    def within(self, tokens: Sequence[str]) -> list[Hit]:
        """The names that stand as words in `tokens`, longest first, never overlapping, look-alikes passed over."""
        if self._first_words.isdisjoint(tokens) and "".join(tokens).isascii():
            return []
        hits = []
        position = 0
        while position < len(tokens):
            hit = self._at(tokens, position)
            if hit is None:
                position += 1
                continue
            position = hit.end
            hits.append(hit)
        if not hits:
            return []
        vetoed = self._vetoed_spans(tokens)
        left = (hit._replace(rows=self._left_by_vetoes(hit, tokens, vetoed)) for hit in hits)
        return [hit for hit in left if hit.rows]

    def _at(self, tokens: Sequence[str], start: int) -> Hit | None:
        first = tokens[start]
        most = min(self._longest.get(first, 0), len(tokens) - start)
        for length in range(most, 0, -1):
            rows = self._open_rows(" ".join(tokens[start : start + length]))
            if rows:
                return Hit(start, start + length, rows)
        if not first.isascii() and re.fullmatch(_UNSPACED, first):
            rows = self._in_unspaced(first)
            return Hit(start, start + 1, rows, part=True) if rows else None
        return None

    def _open_rows(self, name: str) -> tuple[NameRow, ...]:
        """The rows of `name` that may stand among other words."""
        return tuple(row for row in self._names.get(name, _NO_NAMES) if not row.exact)

    def _in_unspaced(self, run: str) -> tuple[NameRow, ...]:
        """Names of three characters anywhere in `run`, of two at its beginning; longest first."""
        run = run[:_UNSPACED_WINDOW]
        for length in range(len(run), 1, -1):
            starts = range(len(run) - length + 1) if length > 2 else range(1)
            for start in starts:
                rows = self._open_rows(run[start : start + length])
                if rows:
                    return rows
        return _NO_NAMES

    def _vetoed_spans(self, tokens: Sequence[str]) -> list[tuple[int, int]]:
        spans = []
        for start, first in enumerate(tokens):
            most = min(self._veto_longest.get(first, 0), len(tokens) - start)
            spans += [
                (start, start + length)
                for length in range(1, most + 1)
                if " ".join(tokens[start : start + length]) in self._vetoes
            ]
        return spans

    def _left_by_vetoes(
        self, hit: Hit, tokens: Sequence[str], vetoed: Iterable[tuple[int, int]]
    ) -> tuple[NameRow, ...]:
        """A longer look-alike is the name of another firm altogether; one just as long bars only its own entity."""
        rows = hit.rows
        for start, end in vetoed:
            if (start, end) == (hit.start, hit.end):
                rows = self._unless_vetoed(" ".join(tokens[start:end]), rows)
            elif start <= hit.start and hit.end <= end:
                return _NO_NAMES
        return rows


@lru_cache(maxsize=1)
def names_of(catalog: Catalog) -> Names:
    """The names of `catalog`, which all matchers share."""
    return Names(catalog)


def _longest_by_first_word(keys: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in keys:
        first, *rest = name.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


class NameMatcher:
    """Fields that say who made or sold it."""

    name = "names"
    roles = frozenset({Role.MANUFACTURER, Role.BRAND, Role.SUPPLIER})

    def __init__(self, catalog: Catalog) -> None:
        self._names = names_of(catalog)
        self._about_another = catalog.about_another
        self._other_trades = catalog.trades

    def match(self, role: Role, value: str) -> tuple[Match, ...]:
        """The entities that `value` names: as sure as the name itself where it is all of the field."""
        # The seller is not the maker.
        ceiling = _POSSIBLE if role is _SUPPLIER else _CERTAIN
        if len(value) > LONGEST_VALUE:
            value = value[:LONGEST_VALUE]
        folded = fold(value)
        keyed = of_folded(folded)
        found = self._as_written(value, folded, keyed, ceiling)
        if found is None:
            return self._as_meant(value, keyed, ceiling)
        if found and not value.isprintable() and has_invisible(value):
            return _noted(found, INVISIBLE)
        if found and not value.isascii() and any(map(latin, value.split())):
            # A word of it is a name as it stands, another passes for Latin: read all of it as it is meant.
            return self._as_meant(value, keyed, ceiling) or found
        return found

    def _as_written(self, value: str, folded: str, keyed: str, ceiling: Confidence) -> tuple[Match, ...] | None:
        """What the letters of `value` say; `None` where they say nothing at all."""
        rows = self._names.whole(keyed)
        if rows is None:
            tokens = folded.split(" ") if value.isascii() else words(value)
            return self._of_words(tokens, ceiling, folded.count(" ") - keyed.count(" "))
        if len(rows) == 1:
            return (to_match(rows[0], ceiling),)
        return unique([to_match(row, ceiling) for row in _as_spelled(rows, folded)])

    def _as_meant(self, value: str, keyed: str, ceiling: Confidence) -> tuple[Match, ...]:
        """What `value` says once look-alike letters are undone, else once a slip of the pen is."""
        undone = "" if value.isascii() else latin(value)
        if undone:
            folded = fold(undone)
            return _noted(self._as_written(undone, folded, of_folded(folded), ceiling) or (), LOOK_ALIKE)
        rows = self._names.misspelt(keyed)
        if not rows:
            return ()
        sure = weaker(ceiling, Confidence.PROBABLE)
        return _noted((to_match(row, sure)._replace(basis=Basis.ALIAS) for row in rows), MISSPELT)

    def _of_words(self, tokens: list[str], ceiling: Confidence, form: int) -> tuple[Match, ...] | None:
        """What the words of a field name; the last `form` of them are a legal form."""
        hits = self._names.within(tokens)
        if not hits:
            return None
        if not self._about_another.isdisjoint(tokens):
            return ()
        # Words beside the name may make it another firm's, unless they all name the same one.
        entities = {row.entity for hit in hits for row in hit.rows}
        left_over = len(tokens) - sum(hit.end - hit.start for hit in hits if not hit.part)
        if left_over or len(entities) > 1:
            ceiling = weaker(ceiling, Confidence.PROBABLE)
        of_brand = ceiling
        if left_over > form:
            # A brand is no firm: a firm with a longer name than that is hardly the one whose brand it is.
            of_brand = _POSSIBLE if form else ceiling
            if not self._other_trades.isdisjoint(_beside(hits, tokens[: len(tokens) - form])):
                ceiling = _POSSIBLE
        rows = (row for hit in hits for row in hit.rows)
        return unique([to_match(row, weaker(ceiling, of_brand) if row.basis == _BRAND else ceiling) for row in rows])


def _beside(hits: Iterable[Hit], tokens: Sequence[str]) -> Iterable[str]:
    """The words of `tokens` that are no part of a name."""
    named = {place for hit in hits for place in range(hit.start, hit.end)}
    return (token for place, token in enumerate(tokens) if place not in named)


def _as_spelled(rows: tuple[NameRow, ...], folded: str) -> Iterable[NameRow]:
    """Of an entity's names that differ in the legal form alone, only its affiliate's where `folded` spells that one."""
    if all(row[_BASIS] != _AFFILIATE for row in rows):
        return rows
    spelled = {(row.entity, row.basis == _AFFILIATE) for row in rows if fold(row.text) == folded}
    meant = {entity for entity, is_affiliate in spelled if is_affiliate and (entity, False) not in spelled}
    return (row for row in rows if row.entity not in meant or row.basis == _AFFILIATE)


def _noted(matches: Iterable[Match], note: str) -> tuple[Match, ...]:
    return unique(one._replace(note=f"{one.note}; {note}" if one.note else note) for one in matches)


def unique(matches: Iterable[Match]) -> tuple[Match, ...]:
    """`matches` without repeats, in their order."""
    return tuple(dict.fromkeys(matches))
