"""A row of an official list as packs keep it, and how a name and its aliases are cleaned of what is none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from banlint.catalog.names import key
from banlint.catalog.tables import COLUMNS
from banlint.named import NamedTuple
from banlint.text import fold

LONGEST_NAME = 200
"""Characters; what is longer in a column of names is a paragraph."""

_ALSO = re.compile(
    r"\(?\b(?:a\.?k\.?a|f\.?k\.?a|f/k/a|a/k/a|formerly known as|also known as)\b[.,:]*\s*", re.IGNORECASE
)
_ACRONYM = re.compile(r"\s+\([A-Z][A-Z0-9&-]{1,11}\)$")
_WITH_OTHERS = re.compile(r",?\s+and (?:its )?subsidiaries$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\d{5,}|^and\b|:$|\b(?:addresses|aliases?|located|under|including)\b"
    r"|\d.*\b(?:street|st|road|rd|ave|avenue|suite|floor|box|room|bldg|building)\b"
    r"|\b(?:street|road|avenue|suite|floor|box|room|bldg|building)\b.*\d",
    re.IGNORECASE,
)


class ListRow(NamedTuple):
    """One company of a list. Days are ISO or empty, `country` an ISO 3166-1 code or empty."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    listed_on: str = ""
    delisted_on: str = ""
    citation: str = ""
    entity: str = ""


def squeeze(text: str) -> str:
    """`text` on one line, with single spaces."""
    return " ".join(text.split())


def named(name: str, aliases: Iterable[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The official name, and the aliases that are names: not empty, no address, none twice.

    >>> named("Norse Optics (f.k.a., Old Optics)", ["Norse", "and 5 High Street", "NORSE"])
    ('Norse Optics', ('Old Optics', 'Norse'))
    """
    first, *former = (_bare(part) for part in _ALSO.split(squeeze(name)))
    kept = {fold(first): first}
    short = _WITH_OTHERS.sub("", _ACRONYM.sub("", first))
    for alias in (short, *former, *(_bare(part) for text in aliases for part in _ALSO.split(squeeze(text)))):
        if key(alias) and len(alias) <= LONGEST_NAME and not _NO_NAME.search(alias):
            kept.setdefault(fold(alias), alias)
    return first, tuple(kept.values())[1:]


def _bare(text: str) -> str:
    text = text.strip(" ,;").replace(";", ",")
    # Half of a pair of brackets, left over where a name was parted from another.
    return text.rstrip(")").rstrip(" ,") if text.count(")") > text.count("(") else text


def dated(rows: Sequence[ListRow], edition: str) -> tuple[ListRow, ...]:
    """`rows`, each with a day: its own, that of another row with its citation, else that of the edition it is in."""
    days = {_cited(row): row.listed_on for row in reversed(rows) if row.listed_on}
    days.pop("", None)
    return tuple(row._replace(listed_on=row.listed_on or days.get(_cited(row), edition)) for row in rows)


def _cited(row: ListRow) -> str:
    """Volume and page of the first citation of the Federal Register."""
    found = re.match(r"\d+ FR [\d,]*\d", row.citation)
    return found[0] if found else ""


def to_csv(rows: Sequence[ListRow]) -> bytes:
    """`rows` as a `lists/<id>.csv` of a pack, by name: the same rows make the same bytes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS["list"])
    ordered = sorted(rows, key=lambda row: (fold(row.name), row))
    writer.writerows([row._replace(aliases="; ".join(row.aliases)) for row in ordered])  # type: ignore[arg-type]
    return out.getvalue().encode()
