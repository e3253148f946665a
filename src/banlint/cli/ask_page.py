"""Open questions as text, CSV, Markdown, JSON, and as a facts file to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banlint.api.questions import About, Open
from banlint.reporting.layout import guard
from banlint.reporting.wording import number
from banlint.text import show

COLUMNS = (
    "question", "answer_in", "answer", "site", "asset", "maker", "model", "serial", "inventory_says", "decides",
    "path", "line", "pointer",
)  # fmt: skip
NO_SITE = "(no site given)"
_NOTHING = "Nothing is left open.\n"


def as_text(found: Sequence[Open]) -> str:
    """For people."""
    lines: list[str] = []
    for count, one in enumerate(found, 1):
        lines += [f"{count}. {show(one.question, 1000)}", f"   {_decides(one)}"]
        for site, about in one.sites.items():
            lines.append(f"   {show(site) or NO_SITE}")
            lines += [f"     {_line(asset)}" for asset in about]
        lines.append("")
    lines += [_count(found)] if found else []
    return "".join(f"{guard(line)}\n" for line in lines) or _NOTHING


def as_markdown(found: Sequence[Open]) -> str:
    """For tickets and mails."""
    from banlint.reporting.markdown import escaped

    lines = ["# What has to be known", "", escaped(_count(found)) + "." if found else _NOTHING.rstrip(), ""]
    for count, one in enumerate(found, 1):
        lines += [f"## {count}. {escaped(one.question, 1000)}", "", escaped(_decides(one), 2000), ""]
        for site, about in one.sites.items():
            lines += [f"**{escaped(site) if site else 'No site given'}**", ""]
            lines += [
                "| asset | maker | model | serial | inventory says | answer |",
                "| --- | --- | --- | --- | --- | --- |",
            ]
            for asset in about:
                cells = (asset.asset, asset.maker, asset.model, asset.serial, asset.unclear)
                lines.append(f"| {' | '.join(escaped(cell) if cell else '' for cell in cells)} |  |")
            lines.append("")
    return "\n".join(lines)


def as_csv(found: Sequence[Open]) -> str:
    """For spreadsheets: a row for each question and asset, with an empty cell for the answer."""
    import csv
    import io

    from banlint.reporting.as_csv import cell

    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in found:
        for asset in one.about:
            row = (
                one.question, ", ".join(asset.fields), "", asset.site, asset.asset, asset.maker, asset.model,
                asset.serial, asset.unclear, ", ".join(one.regimes), asset.path, str(asset.line), asset.pointer,
            )  # fmt: skip
            writer.writerow([cell(value) for value in row])
    return out.getvalue()


def as_json(found: Sequence[Open]) -> str:
    """For programs."""
    from banlint.reporting.as_json import encode

    records = [
        {
            "question": one.question,
            "fields": list(one.fields),
            "regimes": list(one.regimes),
            "lifts": one.lifts,
            "assets": [asset._asdict() | {"fields": list(asset.fields)} for asset in one.about],
        }
        for one in found
    ]
    return encode({"schema_version": 1, "questions": records}) + "\n"


def as_facts(found: Sequence[Open]) -> str:
    """A facts file with an entry for each asset, all of it commented out until it is filled in."""
    by_asset: dict[tuple[str, str], tuple[About, list[str], dict[str, None]]] = {}
    for one in found:
        for asset in one.about:
            _, asks, fields = by_asset.setdefault((asset.path, asset.pointer), (asset, [], {}))
            asks.append(one.question)
            fields.update(dict.fromkeys(asset.fields))
    lines = ["# yaml-language-server: $schema=.banlint/facts.schema.json", "#"]
    lines += ["# Remove the `# ` before an entry and its answers where you know them.", "facts:"]
    for asset, asks, fields in by_asset.values():
        if fields:
            lines += ["", *(f"  ## {show(ask, 1000)}" for ask in asks), *_entry(asset, fields)]
    return "\n".join(lines if by_asset else [*lines[:2], "facts: []"]) + "\n"


def _entry(asset: About, fields: dict[str, None]) -> Iterator[str]:
    from banlint.reporting.as_json import encode

    # JSON's texts are YAML's, and hold no line of their own.
    yield f"  # - asset: {encode(_literal(asset.asset))}"
    if asset.serial:
        yield f"  #   serial: {encode(asset.serial)}"
    yield f"  #   path: {encode(_literal(asset.path))}"
    yield "  #   answers:"
    yield from (f"  #     {field}:" for field in fields)


def _literal(name: str) -> str:
    """`name` as a glob that is that name alone."""
    return "".join(f"[{one}]" if one in "*?[" else one for one in name)


def _decides(one: Open) -> str:
    fields = f"Answer in {' and '.join(one.fields)}. " if one.fields else ""
    return f"{fields}It {'may lift' if one.lifts else 'decides'} {', '.join(map(show, one.regimes))}."


def _line(asset: About) -> str:
    what = " ".join(filter(None, (show(asset.maker, 60), show(asset.model, 60))))
    said = f"  ({show(asset.unclear, 100)})" if asset.unclear else ""
    return f"{show(asset.asset)}  {what}{said}  {show(asset.path, 1000)}:{asset.line}"


def _count(found: Sequence[Open]) -> str:
    assets = {(asset.path, asset.pointer) for one in found for asset in one.about}
    return f"{number(len(found), 'question')} about {number(len(assets), 'asset')}"
