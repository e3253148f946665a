"""The impact for programs: one JSON object, or one CSV row for each finding that is not what it was."""

from __future__ import annotations

from collections.abc import Iterable

from banlint.hints import TYPE_CHECKING, Any, TextIO
from banlint.inventories.money import Money
from banlint.reporting.as_json import encode
from banlint.reporting.records import counts_record, problem_record
from banlint.run.hits import Change, Kind
from banlint.run.totals import GROUPS, Burden, Worth, burden, by_kind, grouped, rates

if TYPE_CHECKING:
    from banlint.api.impact import Impact, Side

SCHEMA_VERSION = 1
"""Of `rules/schema/impact.schema.json`. A field may be added within a version; none changes or goes."""
COLUMNS = (
    "change", "path", "line", "column", "pointer", "asset", "parent", "site", "category", "vendor", "entity", "regime",
    "regime_title", "clause", "verdict", "was", "effective", "confidence", "already", "decision", "price", "currency",
    "value", "reason", "questions", "law", "fingerprint", "as_of", "profile", "catalog_sha256",
)  # fmt: skip
"""The first row. Columns may be added at the end; none changes or goes."""
_JOINED = "; "
Record = dict[str, Any]


def write_json(found: Impact, out: TextIO) -> None:
    """Write one object; a change stands on a line of its own."""
    head = _head(found)
    out.write("{" + "".join(f'"{key}": {encode(value)},\n ' for key, value in head.items()) + '"changes": [')
    lines = (encode(change_record(change)) for change in found.changes)
    out.writelines((",\n  " if number else "\n  ") + line for number, line in enumerate(lines))
    tail = {
        "problems": [problem_record(problem) for problem in found.problems],
        "failing": found.failing,
        "status": found.status,
    }
    out.write("],\n " + ",\n ".join(f'"{key}": {encode(value)}' for key, value in tail.items()) + "}\n")


def write_csv(found: Impact, out: TextIO) -> None:
    """Write the columns, and a row for each change; no cell is one that a spreadsheet would run."""
    import csv

    from banlint.reporting.as_csv import cell

    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    asked = {
        "as_of": found.after.as_of,
        "profile": ", ".join(found.question.profiles),
        "catalog_sha256": str(found.after.catalog.get("sha256", "")),
    }
    for change in found.changes:
        row = {**_flat(change_record(change)), **asked}
        writer.writerow([cell(row[name]) for name in COLUMNS])


def change_record(change: Change) -> Record:
    """`change` as the published schema has it."""
    from banlint.inventories.money import money

    one = change.hit
    price = money(one.price)
    return {
        "change": change.kind.value,
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "pointer": one.pointer,
        "asset": one.asset,
        "parent": one.parent,
        "site": one.site,
        "category": one.category,
        "vendor": one.vendor,
        "entity": one.entity,
        "regime": one.regime,
        "regime_title": one.regime_title,
        "clause": one.clause,
        "verdict": one.verdict.value,
        "was": change.was.value if change.was else "",
        "effective": change.effective,
        "confidence": one.confidence,
        "already": change.already,
        "decision": one.decision,
        "price": one.price,
        "currency": price.currency if price else "",
        "value": f"{price.amount:f}" if price else "",
        "reason": change.reason,
        "questions": list(one.questions),
        "law": [{"citation": law.citation, "url": law.url} for law in change.law],
        "fingerprint": one.key,
    }


def _flat(record: Record) -> dict[str, str]:
    """`record` in cells."""
    return {
        **{name: str(value) for name, value in record.items()},
        "already": "yes" if record["already"] else "no",
        "questions": _JOINED.join(record["questions"]),
        "law": _JOINED.join(law["citation"] for law in record["law"]),
    }


def _head(found: Impact) -> Record:
    from banlint import __version__

    question = found.question
    new = [one for one in found.changes if one.kind is Kind.NEW]
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "banlint", "version": __version__},
        "before": _side(found.before),
        "after": _side(found.after),
        "supposed": found.supposed,
        "profile": list(question.profiles),
        "select": list(question.select),
        "ignore": list(question.ignore),
        "purpose": question.purpose,
        "include": list(question.include),
        "considered": [one._asdict() | {"added": list(one.added)} for one in found.considered],
        "notes": list(found.notes),
        "totals": {kind.value: _worth(one) for kind, one in by_kind(found.changes).items()},
        "new_by": {name: [{"name": key} | _worth(one) for key, one in grouped(new, name)] for name in GROUPS},
        "duties": [
            one._asdict() | {"before": _burden(one.before), "after": _burden(one.after)}
            for one in rates(found.before.duties, found.after.duties)
        ],
        "duties_in_all": {"before": _burden(burden(found.before.duties)), "after": _burden(burden(found.after.duties))},
    }


def _side(side: Side) -> Record:
    return {
        "as_of": side.as_of,
        "catalog": dict(sorted(side.catalog.items())),
        "revision": side.revision,
        "commit": side.commit,
        "counts": counts_record(side.counts),
    }


def _worth(one: Worth) -> Record:
    return one._asdict() | {"value": _sums(one.value)}


def _burden(one: Burden) -> Record:
    return {"assets": one.assets, "exposed": _sums(one.exposed)}


def _sums(sums: Iterable[Money]) -> list[Record]:
    return [{"currency": one.currency, "amount": f"{one.amount:f}"} for one in sums]
