"""GLPI's REST API: items whose makers, models and places are keys, resolved where their tables are in the file too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from banlint.inventories.beside import Aside, Own, without
from banlint.inventories.mapped import UNRESOLVED
from banlint.inventories.pick import at, identifiers, mappings
from banlint.inventories.scalars import text
from banlint.model import Asset, Data, Fact, Identifier, Path, Role
from banlint.named import NamedTuple

_MAKER = "manufacturers_id"
_MODELS = "models_id"
_SITES = {"locations_id": "site", "states_id": "status"}
_OWN = ((Role.SERIAL, ("serial",)), (Role.TEXT, ("comment",)))
_PLAIN_FACTS = {"purchase_date": "buy_date", "installed_on": "use_date", "retired_on": "decommission_date"}
# The numbers that the search gives its columns.
_COLUMNS = {"23": Role.MANUFACTURER, "40": Role.MODEL, "5": Role.SERIAL, "21": Role.MAC, "16": Role.TEXT}
_COLUMN_FACTS = {"3": "site", "31": "status", "4": "category"}
_SEARCH = Own("totalcount count sort order content-range data/[] rawdata data_html")


class _Row(NamedTuple):
    table: str
    path: Path
    record: Mapping[str, Data]


class GlpiRest:
    """A list of items, tables by the names of their types, or the answer to a search."""

    name = "glpi-api"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Items with GLPI's keys for makers, or the columns of a search by their numbers."""
        return _is_search(data) or any(_MAKER in row.record for row, _ in zip(_rows(data), range(20), strict=False))

    def beside(self, data: Data) -> Iterable[Aside]:
        """What is no table."""
        if _is_search(data):
            return _SEARCH(data)
        if isinstance(data, dict) and _MAKER not in data:
            return [((), {key: one for key, one in data.items() if not _is_table(one)})]
        return without(_MAKER)(data)

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset an item."""
        if _is_search(data):
            for path, record in mappings(at(data, "data"), ("data",)):
                yield _found(record, path)
            return
        names: dict[tuple[str, str], tuple[str, Path]] = {}
        for row in _rows(data):
            key, written = text(row.record.get("id")), text(row.record.get("name"))
            if key and written:
                names.setdefault((_plain(row.table), key), (written, (*row.path, "name")))
        for row in _rows(data):
            if _MAKER in row.record:
                yield _item(row, names)


def _rows(data: Data) -> Iterator[_Row]:
    if isinstance(data, dict) and _MAKER in data:
        yield _Row("", (), data)
    elif isinstance(data, dict):
        for table, listed in data.items():
            yield from (_Row(table, path, record) for path, record in mappings(listed, (table,)))
    else:
        yield from (_Row("", path, record) for path, record in mappings(data, ()))


def _is_table(value: Data) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value)


def _is_search(data: Data) -> bool:
    first = at(data, "data", 0)
    return isinstance(data, dict) and "totalcount" in data and isinstance(first, dict) and "1" in first


def _plain(table: str) -> str:
    """The name of a table as a key of it spells it, less its plural: `ComputerModel`, `computermodels_id`."""
    return table.lower().removeprefix("glpi_").removesuffix("_id").removesuffix("s")


def _item(row: _Row, names: Mapping[tuple[str, str], tuple[str, Path]]) -> Asset:
    record, path = row.record, row.path
    found: list[Identifier] = []
    noted: dict[str, Fact] = {}
    for key, value in record.items():
        role = Role.MANUFACTURER if key == _MAKER else Role.MODEL if key.endswith(_MODELS) else None
        written = text(value)
        if (role is None and key not in _SITES) or written in ("", "0"):
            continue
        here = (*path, key)
        said, where = names.get((_plain(key), written), ("", ())) if written.isdecimal() else (written, ())
        if not said:
            if role is Role.MANUFACTURER:
                noted[UNRESOLVED] = Fact(written, here, key)
        elif role is None:
            noted[_SITES[key]] = Fact(said, here, key)
        else:
            found.append(Identifier(role, said, here, key, where))
    found += identifiers(record, path, _OWN)
    found += _addresses(record.get("_networkports"), (*path, "_networkports"))
    for fact, key in _PLAIN_FACTS.items():
        if text(record.get(key)):
            noted[fact] = Fact(text(record.get(key)), (*path, key), key)
    return Asset(text(record.get("name")) or "/" + "/".join(map(str, path)), path, tuple(found), noted)


def _addresses(ports: Data, path: Path) -> Iterator[Identifier]:
    for kind, listed in ports.items() if isinstance(ports, dict) else ():
        for where, port in mappings(listed, (*path, kind)):
            yield from identifiers(port, where, [(Role.MAC, ("mac",))])


def _found(record: Mapping[str, Data], path: Path) -> Asset:
    """One line of a search."""
    said = [
        Identifier(role, text(record.get(column)), (*path, column), f"column {column}")
        for column, role in _COLUMNS.items()
        if text(record.get(column))
    ]
    noted = {
        fact: Fact(text(record.get(column)), (*path, column), f"column {column}")
        for column, fact in _COLUMN_FACTS.items()
        if text(record.get(column))
    }
    return Asset(text(record.get("1")) or "/" + "/".join(map(str, path)), path, tuple(said), noted)
