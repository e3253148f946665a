"""What `banlint lists` shows: the state of a pack's lists, and the changes between two editions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from banlint.catalog.days import is_day
from banlint.catalog.importers.changes import Change
from banlint.catalog.importers.manifest import NAME, records
from banlint.hints import Any
from banlint.model import Problem
from banlint.text import show

DEFAULT_MAX_AGE = 365
"""Days an edition may be old where its record says nothing."""


def status(folder: Path, today: str, form: str) -> tuple[str, list[Problem]]:
    """Age and source of each list of the pack, and a warning for each that is stale."""
    rows = [_state(record, today) for record in records(folder).values()]
    stale = [
        Problem(
            "pack", f"the list {show(row['id'])} is of {row['date']}: {row['age_days']} days old",
            f"banlint lists {'update' if row['download'] else 'import'} takes a newer one",
            (folder / NAME).as_posix(),
        )
        for row in rows
        if row["stale"]
    ]  # fmt: skip
    if form == "json":
        return _json({"schema_version": 1, "as_of": today, "pack": folder.as_posix(), "lists": rows}), stale
    return _table(rows), stale


def _state(record: dict[str, Any], today: str) -> dict[str, Any]:
    most = _number(record.get("max_age_days")) or DEFAULT_MAX_AGE
    day = str(record.get("date") or "")
    age = (date.fromisoformat(today) - date.fromisoformat(day)).days if is_day(day) else most + 1
    return {
        "id": str(record["id"]),
        "date": day,
        "age_days": age,
        "max_age_days": most,
        "stale": age > most,
        "rows": _number(record.get("rows")),
        "sha256": str(record.get("sha256") or ""),
        "fetched": str(record.get("fetched") or ""),
        "url": str(record.get("url") or ""),
        "download": list(record.get("download") or ()),
        "title": str(record.get("title") or ""),
        "note": str(record.get("note") or ""),
    }


def _number(text: object) -> int:
    return int(str(text)) if str(text).isdecimal() else 0


def _table(rows: Sequence[dict[str, Any]]) -> str:
    heads = {
        "id": "list",
        "date": "edition",
        "age_days": "days old",
        "state": "",
        "rows": "rows",
        "url": "published at",
    }
    texts = [{name: show(str(row.get(name, ""))) for name in heads} for row in rows]
    for text, row in zip(texts, rows, strict=True):
        text["state"] = "stale" if row["stale"] else ""
    widths = {name: max(len(text[name]) for text in (heads, *texts)) for name in heads}
    lines = ["  ".join(text[name].ljust(widths[name]) for name in heads).rstrip() for text in (heads, *texts)]
    return "\n".join(lines) + "\n"


def changes(found: Sequence[Change], old: Path, new: Path, form: str) -> str:
    """The changes from `old` to `new`, in words or as JSON."""
    counts = {kind: sum(change.kind == kind for change in found) for kind in ("added", "removed", "changed")}
    if form == "json":
        items = [_item(change) for change in found]
        places = {"old": old.as_posix(), "new": new.as_posix()}
        return _json({"schema_version": 1, **places, "counts": counts, "changes": items})
    lines = [line for change in found for line in _words(change)]
    lines.append(", ".join(f"{count} {kind}" for kind, count in counts.items()))
    return "\n".join(lines) + "\n"


def _item(change: Change) -> dict[str, Any]:
    row = change.row._asdict() | {"aliases": list(change.row.aliases)}
    fields = {field.name: {"before": field.before, "after": field.after} for field in change.fields}
    return {"change": change.kind, "row": row} | ({"fields": fields} if fields else {})


def _words(change: Change) -> list[str]:
    row = change.row
    about = [row.country, f"listed {row.listed_on}" if row.listed_on else "", row.citation]
    if change.kind != "changed":
        return [f"{change.kind}: {show(row.name)}" + "".join(f", {show(part)}" for part in about if part)]
    lines = [f"changed: {show(row.name)}"]
    for field in change.fields:
        name = field.name.replace("_", " ")
        lines.append(f"  {name}: {show(field.before) or 'nothing'} -> {show(field.after) or 'nothing'}")
    return lines


def _json(data: dict[str, Any]) -> str:
    from banlint.reporting.as_json import encode

    return encode(data) + "\n"
