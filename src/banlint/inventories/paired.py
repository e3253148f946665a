"""Lists of pairs: `[{name: Manufacturer, value: ACME}, ...]` says of its thing what a mapping would say by its keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.fields import KEYS, Key, normal
from banlint.inventories.scalars import text
from banlint.model import Data, Path
from banlint.named import NamedTuple

_LABELS = frozenset(
    {
        "name", "key", "label", "field", "fieldname", "fieldlabel", "attribute", "attributename", "property",
        "propertyname", "parameter", "title", "displayname", "customfield", "objecttypeattribute", "attributetype",
    }
)  # fmt: skip
_VALUES = frozenset(
    {
        "value", "val", "values", "fieldvalue", "attributevalue", "propertyvalue", "stringvalue", "displayvalue",
        "objectattributevalues", "content", "text",
    }
)  # fmt: skip
_WITHIN = ("value", "displayValue", "display_value", "name", "label")
# Settings of a program are such lists too, and speak of no thing.
_SETTINGS = frozenset({"env", "environment", "envvars", "environmentvariables", "headers", "macros", "variables"})
# The variables of processes, which are written in capitals: `VENDOR: acme` below them says nothing of a thing either.
_ENVIRONMENTS = frozenset({"env", "environment", "envvars", "environmentvariables"})
_LOOKED_AT = 50
_MOST_KEYS = 10


class Pair(NamedTuple):
    """One entry: what its label means, the label, and each of its values with the path from the list."""

    key: Key
    label: str
    values: tuple[tuple[str, Path], ...]


def paired(listed: list[Data], named: str = "") -> list[Pair]:
    """The entries of a list under the key `named` whose labels are known; none where it is no list of pairs."""
    first = listed[0] if listed else None
    if not isinstance(first, dict) or not 2 <= len(first) <= _MOST_KEYS or _keys(first) is None:
        return []
    if normal(named) in _SETTINGS or not all(map(_is_pair, listed[:_LOOKED_AT])):
        return []
    return [*_known(listed)]


def is_environment(value: Data, word: str) -> bool:
    """Whether the mapping `value` under the key `word` holds variables of a process and nothing else."""
    return word in _ENVIRONMENTS and isinstance(value, dict) and bool(value) and all(map(str.isupper, value))


def _known(listed: list[Data]) -> Iterator[Pair]:
    for index, one in enumerate(listed):
        keys = _keys(one) if isinstance(one, dict) else None
        if keys is None or not isinstance(one, dict):
            continue
        label = _label(one[keys[0]])
        meant = _meaning(label)
        values = tuple(_written(one[keys[1]], (index, keys[1])))
        if meant is not None and (values or meant.strong):
            yield Pair(meant, label, values)


def _is_pair(one: Data) -> bool:
    return isinstance(one, dict) and _keys(one) is not None


def _keys(pair: Mapping[str, Data]) -> tuple[str, str] | None:
    """The keys of the label and of the value."""
    label = value = None
    for raw, held in pair.items():
        word = normal(raw) if len(raw) <= 32 else ""
        if word in _VALUES and value is None:
            value = raw
        elif word in _LABELS and label is None and _label(held):
            label = raw
        elif (meant := KEYS[raw]) is not None and meant.strong:
            # A thing with a maker of its own.
            return None
    return None if label is None or value is None else (label, value)


def _label(held: Data) -> str:
    return text(held.get("name")) if isinstance(held, dict) else text(held)


def _meaning(label: str) -> Key | None:
    """By all of the label, else by its last part: `cdx:device:sku`, `hw.vendor`."""
    return KEYS[label] or KEYS[label.replace(".", ":").rpartition(":")[2]]


def _written(held: Data, path: Path) -> Iterator[tuple[str, Path]]:
    """The texts of a value: itself, those of a list, those that mappings name."""
    if text(held):
        yield text(held), path
    elif isinstance(held, dict):
        key = next((key for key in _WITHIN if text(held.get(key))), None)
        if key is not None:
            yield text(held[key]), (*path, key)
    elif isinstance(held, list):
        for index, one in enumerate(held):
            if not isinstance(one, list):
                yield from _written(one, (*path, index))
