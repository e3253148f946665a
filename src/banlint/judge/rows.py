"""Rows of long lists as listings of their entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banlint.catalog.names import key
from banlint.hints import Any
from banlint.text import fold

Record = Mapping[str, Any]


def as_listings(rows: Sequence[Record], entity: Record, listing: Record) -> Iterator[Record]:
    """`listing`, which names the whole list, as listings of the `rows` that are about `entity`.

    Rows of one day and citation are one listing. A row that is about one
    company of a group reaches that company and not the group.
    """
    groups: dict[tuple[str, str, str, bool], list[str]] = {}
    for row in rows:
        texts = _texts(row)
        narrow = not entity.get("list") and not _is_whole(texts, entity)
        days = (str(row["listed_on"]), str(row["delisted_on"]), str(row["citation"]), narrow)
        groups.setdefault(days, []).extend(texts)
    for (since, until, citation, narrow), texts in groups.items():
        found = {**listing, "entity": entity["id"], "list_stages": listing.get("stages") or ()}
        found["stages"] = _stages(since, until)
        found["citation"] = citation or listing["citation"]
        if narrow:
            found["names"] = list(dict.fromkeys(texts))
        yield found


def _stages(since: str, until: str) -> list[dict[str, str]]:
    stages = [{"state": "effective", "on": since}] if since else []
    if until:
        # Without the first day, only that it has ended is known.
        stages = stages or [{"state": "effective", "on": ""}]
        stages.append({"state": "withdrawn", "on": until})
    return stages


def _texts(row: Record) -> list[str]:
    aliases = (alias.strip() for alias in str(row.get("aliases") or "").split(";"))
    return [str(row["name"]), *(alias for alias in aliases if alias)]


def _is_whole(texts: Sequence[str], entity: Record) -> bool:
    """Whether a row is about the entity itself rather than about one of its affiliates."""
    row = fold(texts[0])
    for affiliate in entity.get("affiliates") or ():
        if row in map(fold, (affiliate["name"], *(affiliate.get("aliases") or ()))):
            return False
    own = [str(name["text"]) for name in entity.get("names") or ()]
    return key(texts[0]) in set(map(key, own)) or not set(map(fold, texts)).isdisjoint(map(fold, own))
