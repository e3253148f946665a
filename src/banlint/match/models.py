"""Model and part numbers: every vendor's grammar in one automaton, linear in the length of the value."""

from __future__ import annotations

from functools import cached_property, lru_cache

from banlint.hints import TYPE_CHECKING, Protocol
from banlint.match.names import names_of, to_match, unique, words
from banlint.model import Basis, Confidence, EntityId, Match, Role
from banlint.text import fold

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog, ModelRow

SEARCHED = 200
"""Characters of a value that are searched; a model number is far shorter."""
HEAD = 3
"""Characters of a word that `catalog.heads` tells at most."""
_MEMORY = 64 << 20


class _PatternSet(Protocol):
    def Match(self, text: bytes) -> list[int] | None: ...  # noqa: N802 - the library's name


class Grammar:
    """The patterns of the catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._heads = None if catalog.heads is None else frozenset(catalog.heads)

    @cached_property
    def _patterns(self) -> _PatternSet | None:
        if not self._catalog.models:
            return None
        import re2

        options = re2.Options()
        options.max_mem = _MEMORY
        options.log_errors = False
        patterns = re2.Set.SearchSet(options)
        for row in self._catalog.models:
            patterns.Add(row.pattern)
        patterns.Compile()
        found: _PatternSet = patterns
        return found

    def search(self, value: str) -> list[ModelRow]:
        """The families that `value` is one of, in the catalog's order."""
        return [self._catalog.models[number] for number in self.numbers(value)]

    def numbers(self, value: str, tokens: list[str] | None = None) -> list[int]:
        """Where those families stand in the catalog. `tokens` are the folded words of `value` where they are known."""
        if not self._may_meet(value, tokens) or self._patterns is None:
            return []
        found = self._patterns.Match(value[:SEARCHED].upper().encode("utf-8", "replace"))
        return sorted(found) if found else []

    def _may_meet(self, value: str, tokens: list[str] | None) -> bool:
        """Whether a word of `value` begins as a match does: the rest need no patterns, and no library for them."""
        if self._heads is None or not (value.isascii() and value.isprintable()):
            return bool(value)
        tokens = fold(value).split() if tokens is None else tokens
        return not self._heads.isdisjoint([word[:HEAD] for word in tokens])


@lru_cache(maxsize=1)
def grammar_of(catalog: Catalog) -> Grammar:
    """The patterns of `catalog`, which all matchers share."""
    return Grammar(catalog)


class ModelMatcher:
    """Model and part numbers, and maker names written into them."""

    name = "models"
    roles = frozenset({Role.MODEL, Role.PART_NUMBER})

    def __init__(self, catalog: Catalog) -> None:
        self._rows = catalog.models
        self._grammar = grammar_of(catalog)
        self._names = names_of(catalog)
        self._about_another, self._goes_with, self._fillers = catalog.about_another, catalog.goes_with, catalog.fillers
        self._met: dict[tuple[int, ...], tuple[Match, ...]] = {}

    @cached_property
    def _families(self) -> tuple[Match, ...]:
        """The match of each family, in the catalog's order."""
        return tuple(map(_to_match, self._rows))

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - both roles read alike
        """The entities whose grammar `value` follows, and those it names as a word (at most `probable`)."""
        value = value[:SEARCHED]
        tokens = words(value)
        numbers = self._grammar.numbers(value, tokens)
        if numbers and not self._goes_with.isdisjoint(tokens):
            numbers = self._of_itself(value, numbers)
        named = self._named(tokens)
        return unique((*self._made(numbers), *named)) if named else self._made(numbers)

    def _made(self, numbers: list[int]) -> tuple[Match, ...]:
        """The matches of these families: few sets of them are ever met together."""
        if not numbers:
            return ()
        met = tuple(numbers)
        made = self._met.get(met)
        if made is None:
            made = self._met[met] = unique(_surest([self._families[number] for number in numbers]))
        return made

    def _of_itself(self, value: str, numbers: list[int]) -> list[int]:
        """Those of `numbers` that `value` is one of, not those that it goes with: `Mount for Acme CAM-200`."""
        written = value.split()
        place = next((at for at, word in enumerate(written) if fold(word) in self._goes_with), len(written))
        if place == len(written):
            return numbers
        rest = written[place + 1 :]
        while rest and (fold(rest[0]) in self._fillers or self._names.within(words(rest[0]))):
            rest = rest[1:]
        meant = set(self._grammar.numbers("".join(rest[:1])))
        own = set(self._grammar.numbers(" ".join(written[:place])))
        return [number for number in numbers if number in own or number not in meant]

    def _named(self, tokens: list[str]) -> list[Match]:
        """Relabelled brands are left out: in a model they are mostly a line's or a part's ordinary word."""
        hits = self._names.within(tokens)
        if not hits or not self._about_another.isdisjoint(tokens):
            return []
        rows = (row for hit in hits for row in hit.rows if row.basis != Basis.RELABEL)
        return [to_match(row, Confidence.PROBABLE) for row in rows]


def _surest(found: list[Match]) -> list[Match]:
    """Of several families of one entity that a value is of, the surest: a wider one says nothing more."""
    if len(found) < 2:
        return found
    best: dict[EntityId, tuple[bool, int]] = {}
    for match in found:
        weight = (not match.needs_maker, match.confidence.rank)
        best[match.entity] = max(best.get(match.entity, weight), weight)
    return [match for match in found if (not match.needs_maker, match.confidence.rank) == best[match.entity]]


def _to_match(row: ModelRow) -> Match:
    return Match(
        EntityId(row.entity), Basis.MODEL_PATTERN, Confidence(row.confidence), row.family, row.source,
        needs_maker=not row.stands_alone,
    )  # fmt: skip
