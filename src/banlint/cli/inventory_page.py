"""The account of an inventory, as text and as a record. Values of strangers are shown escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.run.understood import REASONS, Shown, Understood
from banlint.text import show

_KEYS = 12
_GUESSED = "guessed by its keys; `banlint inventory --init` begins a mapping that says for sure"


def page(found: Understood) -> str:
    """The account as text."""
    return "".join(f"{line}\n" for line in _lines(found))


def record(found: Understood) -> dict[str, object]:
    """The account as plain data."""
    return {
        **found._asdict(),
        "shown": [
            {
                **one._asdict(),
                "identifiers": [dict(zip(("role", "field", "value"), each, strict=True)) for each in one.identifiers],
            }
            for one in found.shown
        ],
        "problems": [one._asdict() for one in found.problems],
    }


def _lines(found: Understood) -> Iterator[str]:
    if not found.reader:
        yield f"{show(found.name)}: not read"
        return
    yield f"{show(found.name)}: {_count(found.assets, 'asset')} in {_count(found.documents, 'document')}"
    adapters = ", ".join(map(show, found.adapters)) or "none"
    yield f"  read as      {show(found.reader)}, shape {adapters}"
    if found.guessed:
        yield f"               {_GUESSED}"
    if found.identifiers:
        yield f"  identifiers  {_counts(found.identifiers)}"
    if found.facts:
        yield f"  facts        {_counts(found.facts)}"
    if found.unused:
        yield f"  not used     {_counts(dict(list(found.unused.items())[:_KEYS]))}{_more(len(found.unused) - _KEYS)}"
    for reason, number in found.undetermined.items():
        yield f"  undetermined {number}: {REASONS[reason]}"
    for one in found.shown:
        yield from _asset(one)
    if found.assets > len(found.shown):
        yield f"  and {_count(found.assets - len(found.shown), 'more asset')} (--assets N shows N)"


def _asset(one: Shown) -> Iterator[str]:
    within = f", in {show(one.parent)}" if one.parent else ""
    yield f"  line {one.line}: {show(one.name)}{within}"
    for role, field, value in one.identifiers:
        yield f"    {role:<13} {show(value)}  ({show(field)})"
    if one.facts:
        yield f"    facts         {', '.join(one.facts)}"
    if one.undetermined:
        because = f" ({show(one.because)})" if one.because else ""
        yield f"    undetermined: {REASONS[one.undetermined]}{because}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{show(name, 60)} {number}" for name, number in counts.items())


def _more(number: int) -> str:
    return f", and {number} more" if number > 0 else ""


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
