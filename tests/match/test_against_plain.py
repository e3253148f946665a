"""A slow plain matcher, which tries every name at every place, agrees with the index on catalogs made at random."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from small_catalog import ABOUT_ANOTHER, AFFILIATE, ALIAS, BRAND, Name, build

from banlint.catalog.index import Catalog, VetoRow
from banlint.catalog.names import key
from banlint.match.names import NameMatcher
from banlint.model import Role
from banlint.text import fold

JOINED = 6
SURENESS = ["possible", "probable", "certain"]
Answer = set[tuple[str, str]]


def plain(names: tuple[Name, ...], vetoes: tuple[tuple[str, str], ...], value: str) -> Answer:
    """Entity and confidence of what `value`, all in letters of ASCII, names."""
    veto = {key(text): entity for entity, text in vetoes}
    rows = [(key(name[3]), name) for name in names]
    barred = {(entity, text) for text, entity in veto.items()}
    whole = {(row[0], row[2]) for text, row in rows if text == key(value) and (row[0], text) not in barred}
    if whole or key(value) in veto:
        return whole
    joined = key(value).replace(" ", "")
    if len(joined) >= JOINED and joined not in veto:
        parted = [text for text, _ in rows if " " in text and text.replace(" ", "") == joined]
        name = joined if " " in key(value) else max(parted, default="")
        meant = {(row[0], row[2]) for row in open_rows(rows, name.split()) if row[1] != ALIAS or row[2] == "certain"}
        if meant:
            return meant
    return among(rows, veto, value)


def among(rows: list[tuple[str, Name]], veto: dict[str, str], value: str) -> Answer:
    """The longest names that stand as words in `value`, left to right."""
    tokens = fold(value).split()
    spans = [(a, b) for a in range(len(tokens)) for b in range(a + 1, len(tokens) + 1)]
    vetoed = [span for span in spans if " ".join(tokens[slice(*span)]) in veto]
    hits, at = [], 0
    while at < len(tokens):
        ends = [b for b in range(len(tokens), at, -1) if open_rows(rows, tokens[at:b])]
        if ends:
            hits.append((at, ends[0]))
        at = ends[0] if ends else at + 1
    left = []
    for start, end in hits:
        if any(a <= start and end <= b and (a, b) != (start, end) for a, b in vetoed):
            continue
        own = veto.get(" ".join(tokens[start:end]))
        left.append((start, end, [row for row in open_rows(rows, tokens[start:end]) if row[0] != own]))
    left = [hit for hit in left if hit[2]]
    if ABOUT_ANOTHER & set(tokens):
        return set()
    entities = {row[0] for _, _, found in left for row in found}
    named = sum(end - start for start, end, _ in left)
    form = len(tokens) - len(key(value).split())
    ceiling = "certain" if len(entities) == 1 and named == len(tokens) else "probable"
    of_brand = "possible" if form and len(tokens) - named > form else ceiling
    return {
        (row[0], min(row[2], of_brand if row[1] == BRAND else ceiling, key=SURENESS.index))
        for _, _, found in left
        for row in found
    }


def open_rows(rows: list[tuple[str, Name]], tokens: list[str]) -> list[Name]:
    return [row for text, row in rows if text == " ".join(tokens) and not row[6]]


# Words too short to be taken for misspellings of each other, and few, so that names meet, overlap and contain.
WORD = st.sampled_from(["acme", "acme", "nord", "zeta", "ltd", "not"])
TEXT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
NAME = st.tuples(
    st.sampled_from(["one", "two", "three"]), st.sampled_from([ALIAS, BRAND, AFFILIATE]), st.sampled_from(SURENESS),
    TEXT, st.just(""), st.just(""), st.booleans(),
)  # fmt: skip
NAMES = st.lists(NAME, min_size=2, max_size=8).map(tuple)
VETOES = st.lists(st.tuples(st.sampled_from(["one", "two", "three"]), TEXT), max_size=2, unique_by=lambda v: key(v[1]))
VALUE = st.lists(WORD | WORD | st.sampled_from(["Acme,", "ZETA", "nordzeta", "x"]), max_size=6).map(" ".join)


def catalog_of(names: tuple[Name, ...], vetoes: tuple[tuple[str, str], ...] = ()) -> Catalog:
    catalog = build(names)
    catalog.vetoes = {key(text): VetoRow(entity, text, "another firm") for entity, text in vetoes}
    return catalog


def indexed(catalog: Catalog, value: str) -> Answer:
    found = NameMatcher(catalog).match(Role.MANUFACTURER, value)
    return {(str(match.entity), str(match.confidence)) for match in found}


# A catalog is built for each example, which on a busy machine may take a while.
@settings(deadline=None)
@given(NAMES, VETOES, VALUE)
def test_the_index_finds_what_a_search_through_every_name_finds(names, vetoes, value) -> None:
    # Spellings of one entity that differ in the legal form alone are told apart elsewhere.
    names = tuple({(name[0], key(name[3])): name for name in names}.values())
    assert indexed(catalog_of(names, tuple(vetoes)), value) == plain(names, tuple(vetoes), value)
