"""The page of results: what was measured on what, how to read it, and what it does not say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from models import OURS, Models
from scores import ENOUGH, Judged, Score, by_basis, by_vendor, confusion, score
from truth import Result

_HEAD = """\
# Accuracy

How well banlint says who made a device, measured on labelled data beside four simpler ways. `make accuracy` measures it
again and writes this page; the figures are of {date}, of the rules of {edition} (sha256 `{sha256}`), {regimes} regimes and
{entities} entities. Facts that hold between dates are judged as of {date}.

**The rules were written with these rows in sight**, so the figures say how well the rules cover them and are an upper
bound for rows that nobody has looked at.

The data are not part of the project: a table of {cases} labelled devices and {places} labelled places in real
inventories, in a folder `shared` beside it. Where that is absent there is nothing to measure, and `make accuracy` says so.

## How to read it

- A device is **found** where its vendor is claimed at `probable` or better. `possible` is a lead, not a claim.
- **Recall** is the share of a vendor's own devices that is found. **Precision** is the share of right ones among claims.
- **False** is a claim, at `probable` or better, of a vendor that the label says it is not. *At `certain`* counts apart,
  and so does *even `possible`*: devices of others of which anything at all is said, leads included.
- *Nobody else claimed* counts the found devices of which no second banned vendor is claimed; a device may be found and
  still be claimed for another, and precision does not count that.
- A **relabelled** device carries a brand with several makers. Right is to name the possible maker (*seen*), wrong is to
  be `certain` of it.
- Claims of companies that no label is about are left out: the labels cannot say whether they are right.
- The baselines get the same rows and the same names and address blocks as the catalog has. They have no confidence; any
  hit of theirs counts as a claim. Of the token-set ratio only the best threshold is shown, chosen on these very rows.

"""
_LIMITS = """\
## Limits

- The rows were there to be looked at while the rules were written. They say how well these are covered, not how well
  unseen data will be: that has to be measured on other rows.
- They were collected from public device libraries, registries and scanners. Inventories written by hand misspell more
  and say less; relabelled brands are rarer in them than on the shelf.
- A few vendors make up most rows; where a vendor has fewer than ten, its percentages are anecdotes.
- Labels are of people and may be wrong: rows where label and registry disagree are among the misses and false hits below.
- It measures identity only. Whether a ban covers the device is another matter, with its own dates and conditions.
"""


class Results(NamedTuple):
    """All that is measured."""

    methods: Mapping[str, list[Judged]]
    """The answers on the labelled devices; banlint's own come first."""
    banned: frozenset[str]
    fields: Sequence[tuple[str, Score]]
    """banlint given one field and nothing else."""
    inventories: Mapping[str, Result]
    models: Sequence[Models]
    types: tuple[int, Sequence[str]]


def page(results: Results, about: Mapping[str, object]) -> str:
    """The whole page as Markdown. `about` has `date`, `cases`, `places` and what the catalog says of itself."""
    own = next(iter(results.methods.values()))
    return "\n".join(
        (
            _HEAD.format(**about),
            "## Labelled devices\n",
            _methods(results),
            "## By vendor\n",
            "Found and claimed by banlint; *others* are devices of somebody else claimed for it.\n",
            table(
                ("vendor", "devices", "found", "others", "recall", "precision"),
                [(f"`{vendor}`", n, found, wrong, share(r), share(p)) for vendor, n, found, wrong, r, p in by_vendor(own)],
            ),
            "## By basis\n",
            "What the right and wrong claims rest on; a device with several bases counts under each. *Alone* is where"
            " nothing else led there; *relabelled* is where the brand leaves its maker open; recall is of all labelled"
            " vendors' devices.\n",
            table(
                ("basis", "right", "alone", "relabelled", "wrong", "recall", "precision"),
                [(basis, *counts, share(r), share(p)) for basis, *counts, r, p in by_basis(own)],
            ),
            "## With one field alone\n",
            "The rows that have the field, with everything else taken away.\n",
            table(
                ("field", "devices", "found", "recall", "others", "false"),
                [(name, one.yes, one.found, share(one.recall), one.none, one.false) for name, one in results.fields],
            ),
            "## Models alone\n",
            _models(results),
            "## Taken for another\n",
            table(
                ("labelled", "claimed", "devices"),
                [(f"`{one}`", f"`{other}`", n) for (one, other), n in sorted(confusion(own).items())],
            ),
            "## Inventories\n",
            _inventories(results.inventories),
            "## Every miss and every false hit\n",
            *_listed(own),
            _LIMITS,
        )
    )  # fmt: skip


def _methods(results: Results) -> str:
    rows = []
    for name, judged in results.methods.items():
        one = score(judged, results.banned)
        rows.append(
            (name, f"{one.found} of {one.yes}", share(one.recall), share(one.precision), f"{one.f1:.3f}",
             f"{one.right_vendor} of {one.found}", f"{one.false} of {one.none}", one.false_certain, f"{one.led} of {one.none}",
             f"{one.some_seen} of {one.some}", one.some_certain)
        )  # fmt: skip
    head = ("method", "found", "recall", "precision", "F1", "nobody else claimed", "false", "at `certain`",
            "even `possible`", "relabelled: seen", "at `certain`")  # fmt: skip
    who = ", ".join(f"`{one}`" for one in sorted(results.banned))
    return f"Devices of {who}, their subsidiaries and brands; false are those of everybody else.\n\n{table(head, rows)}"


def _models(results: Results) -> str:
    rows = [
        (one.maker, len(one.asked), len(one.known), share(len(one.known) / max(1, len(one.asked))))
        for one in results.models
    ]
    count, taken = results.types
    lines = [
        f"Of {' and '.join(OURS)} the share that leads to them; of the others, what is taken for either, even as"
        " `possible`: that has to be 0.\n",
        table(("maker", "models", "led to one of the two", "share"), rows),
        *(f"- {one.maker}, not known: {', '.join(f'`{model}`' for model in one.asked if model not in one.known)}"
          for one in results.models if one.maker in OURS and len(one.known) < len(one.asked)),
        *(f"- {one.maker}, taken: {', '.join(f'`{model}`' for model in one.known)}"
          for one in results.models if one.maker not in OURS and one.known),
        "",
    ]  # fmt: skip
    if count:
        lines.append(
            f"Of {count:,} device types of other makers in a public library, each as a model alone, {len(taken)} are taken for"
            f" a labelled vendor{':' if taken else '.'}\n"
        )
        lines += [f"- {one}" for one in taken] + [""] * bool(taken)
    return "\n".join(lines)


def _inventories(results: Mapping[str, Result]) -> str:
    if not results:
        return "Not measured: no `truth.jsonl`.\n"
    rows = [
        (
            name,
            f"{one.assets - len(one.missed)} of {one.assets}",
            share(one.recall),
            f"{len(one.misled)} of {one.misleading}",
        )
        for name, one in results.items()
    ]
    own = next(iter(results.values()))
    lines = [
        "Assets in real files whose maker the file states, and values that look like a vendor's and are not. banlint reads"
        " the files themselves; the baselines are handed the very values that say it, which no one else would know to look at.\n",
        table(("method", "assets found", "recall", "misled"), rows),
        f"In files that hold nothing of a vendor, banlint claims one {len(own.false)} times ({own.claims:,} claims in all files).\n",
        *(f"- {line}" for line in of_inventories(results)),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def of_inventories(results: Mapping[str, Result]) -> Iterable[str]:
    """Every asset in a file that banlint misses, and every claim that it should not make."""
    for own in list(results.values())[:1]:
        for place in own.missed:
            yield f"missed: `{place.path}` `{place.pointer}`: {place.vendor}"
        for place, why in own.misled:
            yield f"misled: `{place.path}` line {place.said[0].line}: {place.vendor}, {why}"
        for one in own.false:
            claims = "; ".join(f"{vendor}, {hit.why}" for vendor, hit in one.hits.items() if hit.rank >= ENOUGH)
            yield f"not in the file: `{one.path}` `{one.pointer}`: {claims}"


def _listed(judged: Iterable[Judged]) -> Iterable[str]:
    lines = [f"- {line}" for line in errors(judged)]
    return [*(lines or ["None."]), ""]


def errors(judged: Iterable[Judged]) -> Iterable[str]:
    """Every device that is missed, taken for another, or claimed for nobody's reason, with what was found and why."""
    for one in judged:
        case = one.case
        said = "; ".join(f"{field} `{value[:80]}`" for field, value in case.fields.items())
        note = f" ({case.note})" if case.note else ""
        why = "; ".join(f"{vendor} {_RANKS[hit.rank]}, {hit.why}" for vendor, hit in one.hits.items()) or "nothing"
        if case.label == "oem-some":
            if case.vendor not in one.hits:
                yield f"relabelled, not seen: {case.name}, {case.vendor}: {said}{note}. Found: {why}"
            continue
        if case.vendor != "none" and not one.right:
            yield f"missed: {case.name}, {case.vendor}: {said}{note}. Found: {why}"
        if one.wrong:
            yield f"false: {case.name}, {case.vendor}: {said}{note}. Found: {why}"


_RANKS = ("possible", "probable", "certain")


def share(part: float) -> str:
    """A share in per cent."""
    return f"{100 * part:.1f} %"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table, or a word where there are no rows."""
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    if not cells:
        return "None.\n"
    lines = [list(head), ["---"] * len(head), *cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
