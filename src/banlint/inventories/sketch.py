"""A first mapping, to be edited: what was recognised filled in, what was not named in comments."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from banlint.inventories.mapping import FIELDS, NAME
from banlint.inventories.scalars import text
from banlint.model import Asset, Data, Path
from banlint.text import show

_MOST = 200
_MOST_KEYS = 30
_QUOTED = frozenset("'\\")
_NAMES_OF_ITS_OWN = 3
_HEAD = """\
# yaml-language-server: $schema=.banlint/mapping.schema.json
#
# How banlint reads {file}. It was begun by `banlint inventory --init`: look it over, and see with
# `banlint inventory {file}` what comes of it. Kept as banlint-map.yaml in the folder of the file, it is
# found by itself; elsewhere, name it with --mapping. docs/mapping.md says what may stand here.
mappings:
  {name}:
    files: {glob}
"""
_DOCUMENT = """\
    # document:
    #   site: $.site.name
"""
_TAIL = """\
    # Values that say themselves what they are:
    # pairs:
    #   - at: $.custom_fields[*]
    #     key: $.name
    #     value: $.value
    #     fields: {Vendor: manufacturer}
    # Values that stand for one in another table of the same document:
    # resolve:
    #   manufacturer:
    #     from: $.manufacturer_id
    #     through:
    #       - {rows: "$.manufacturers[*]", key: $.id, value: $.name}
    # What speaks of other things, by its place in the document; nothing in it is an asset:
    # neighbour: $..lldp_neighbours
"""


def sketch(file: str, documents: Iterable[tuple[Data, Sequence[Asset]]]) -> str:
    """A mapping for the file called `file`, of what was recognised in the first of its documents."""
    roots: Counter[str] = Counter()
    fields: dict[str, Counter[str]] = {}
    others: Counter[str] = Counter()
    common: dict[str, str] = {}
    for data, assets in documents:
        some = assets[:_MOST]
        patterns = _patterns([asset.path for asset in some])
        if not some:
            path, rows = _rows(data)
            roots[query((*path, None) if rows else path)] += 1
            others.update(key for row in rows[:_MOST] for key in row)
        for asset, pattern in zip(some, patterns, strict=True):
            roots[query(pattern)] += 1
            _fields(asset, data, fields, others)
            common.update(_common(asset))
    name = "".join(one if one.isalnum() else "-" for one in file.partition(".")[0].lower()).strip("-") or "mine"
    glob = "".join(f"[{one}]" if one in "*?[" else one for one in file)
    shown = show(file)
    lines = [_HEAD.format(file=shown, name=json.dumps(name), glob=json.dumps(glob))]
    lines += ["    # What the assets are; `$` is the document.\n    assets:\n"]
    lines += [f"      - {json.dumps(one)}\n" for one, _ in roots.most_common(20)] or ['      - "$"\n']
    lines += _written(fields, others)
    lines += ["    # What holds for every asset; here `$` is the document.\n"]
    lines += [f"    document: {json.dumps(common, ensure_ascii=False)}\n" if common else _DOCUMENT]
    return "".join(lines) + _TAIL


def _common(asset: Asset) -> dict[str, str]:
    """The facts of `asset` that stand outside of all assets, once for the document."""
    return {
        name: query(fact.path)
        for name, fact in asset.facts.items()
        if name in FIELDS
        and fact.path[: len(asset.path)] != asset.path
        and not any(isinstance(step, int) for step in fact.path)
    }


def query(path: Iterable[str | int | None]) -> str:
    """The JSONPath of `path`; a number or `None` stands for everything in its place.

    >>> query(("assets", 0, "device type", "maker"))
    "$.assets[*]['device type'].maker"
    """
    return "$" + "".join(_step(step) for step in path)


def _step(step: str | int | None) -> str:
    if not isinstance(step, str):
        return "[*]"
    if step.isidentifier() and step.isascii():
        return f".{step}"
    written = json.dumps(step, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"['{written}']"


def _patterns(paths: Sequence[Path]) -> list[tuple[str | int | None, ...]]:
    """`paths` with `None` for a key that is the name of one asset of many."""
    around: dict[tuple[Path, int], set[str]] = {}
    for path in paths:
        for index, step in enumerate(path):
            if isinstance(step, str):
                around.setdefault((_general(path[:index]), len(path)), set()).add(step)
    return [
        tuple(
            None
            if isinstance(step, int) or len(around[_general(path[:index]), len(path)]) > _NAMES_OF_ITS_OWN
            else step
            for index, step in enumerate(path)
        )
        for path in paths
    ]


def _general(path: Path) -> Path:
    return tuple(0 if isinstance(step, int) else step for step in path)


def _fields(asset: Asset, data: Data, fields: dict[str, Counter[str]], others: Counter[str]) -> None:
    """Note where the values of `asset` stand, and the keys that say nothing yet."""
    start = len(asset.path)
    named = [(one.role.value, one.path, one.field) for one in asset.identifiers]
    named += [(fact, one.path, one.field) for fact, one in asset.facts.items() if fact in FIELDS]
    used = set()
    for field, path, label in named:
        if len(path) > start and path[:start] == asset.path:
            fields.setdefault(field, Counter())[_query_within(_at(data, asset.path), path[start:], label)] += 1
            used.add(path[start])
    own = _at(data, asset.path)
    for key, value in own.items() if isinstance(own, dict) else ():
        if text(value) == asset.name and asset.name:
            fields.setdefault(NAME, Counter())[query((key,))] += 1
        elif key not in used:
            others[key] += 1


def _query_within(data: Data, path: Path, label: str) -> str:
    """The JSONPath of `path`, which stands in `data`; in a list of pairs, of the value beside `label`."""
    written = "$"
    for index, step in enumerate(path):
        pair = _at(data, path[: index + 1]) if isinstance(step, int) and label not in path else None
        written += _labelled(pair, label) or _step(step)
    return written


def _labelled(pair: Data, label: str) -> str:
    """What selects the entry `pair` of a list of pairs by its label; empty where it bears none."""
    for key, one in pair.items() if isinstance(pair, dict) and _QUOTED.isdisjoint(label) else ():
        if _QUOTED.isdisjoint(key) and text(one) == label:
            return f"[?@['{key}']=='{label}']"
        if _QUOTED.isdisjoint(key) and isinstance(one, dict) and text(one.get("name")) == label:
            return f"[?@['{key}'].name=='{label}']"
    return ""


def _written(fields: Mapping[str, Counter[str]], others: Counter[str]) -> Iterable[str]:
    yield "    # What their values are; here `$` is the asset.\n    fields:\n"
    if not fields:
        guess = query((next(iter(others)),)) if others else "$.name"
        yield f"      name: {json.dumps(guess, ensure_ascii=False)}  # a guess\n"
    for field in sorted(fields, key=lambda one: (one != NAME, one)):
        found = [one for one, _ in fields[field].most_common(5)]
        yield f"      {field}: {json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False)}\n"
    taken = {one for found in fields.values() for one in found}
    left = [one for key, _ in others.most_common() if (one := query((key,))) not in taken][:_MOST_KEYS]
    if left:
        yield "      # Not taken yet; the fields are listed in docs/mapping.md:\n"
    for one in left:
        yield f"      # ...: {json.dumps(one)}\n"


def _at(data: Data, path: Path) -> Data:
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _rows(data: Data) -> tuple[Path, list[Mapping[str, Data]]]:
    """The list of mappings in `data` that says most, and its path; `data` itself, as no rows, where there is none."""
    best_path: Path = ()
    best: list[Mapping[str, Data]] = []
    most = 0
    stack: list[tuple[Path, Data]] = [((), data)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(((*path, key), one) for key, one in value.items())
        elif isinstance(value, list):
            rows: list[Mapping[str, Data]] = [one for one in value if isinstance(one, dict)]
            if (weight := sum(map(len, rows))) > most:
                best_path, best, most = path, rows, weight
            stack.extend(((*path, number), one) for number, one in enumerate(value))
    return best_path, best
