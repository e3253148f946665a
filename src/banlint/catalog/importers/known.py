"""What the importers have to know of a pack: its entities and whose its names are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from banlint.catalog import terms
from banlint.catalog.complaints import Complaints
from banlint.catalog.files import read_folder
from banlint.catalog.importers.ieee import Owner
from banlint.catalog.list_rows import Owners, owners
from banlint.catalog.names import key
from banlint.catalog.pack import Table, parse
from banlint.errors import PackError
from banlint.hints import Any
from banlint.model import Basis
from banlint.named import NamedTuple

_OF_RELATION = {"parent": "parent", "subsidiary": "subsidiary"}


class Known(NamedTuple):
    """The entities of packs, by id, the owners of their names, and the tables."""

    entities: Mapping[str, Mapping[str, Any]]
    names: Owners
    tables: tuple[Table, ...]

    def registrants(self) -> dict[str, Owner]:
        """Whose the registrants of MAC prefixes are: what the table of the pack says, else a name and its relation."""
        found: dict[str, Owner] = {}
        for data in self.entities.values():
            for term in terms.of_entity(dict(data)):
                if term.row.basis in (Basis.OFFICIAL_NAME.value, Basis.AFFILIATE.value):
                    basis = _OF_RELATION.get(term.relation, "affiliate" if term.relation else "parent")
                    found.setdefault(term.key, Owner(term.row.entity, basis, term.row.until, term.row.source))
        for table in self.tables:
            for row in table.rows if table.kind == "oui" else ():
                cells = row.cells
                if cells["entity"]:
                    owner = Owner(cells["entity"], cells["basis"], cells["until"], cells["source"])
                    found[key(cells["registrant"])] = owner
        return found


def of_packs(folders: Sequence[Path]) -> Known:
    """What the packs in `folders` hold. Raises `PackError` where one cannot be read."""
    complaints = Complaints()
    packs = [parse(read_folder(folder), complaints) for folder in dict.fromkeys(folders)]
    complaints.raise_any()
    try:
        entities = {str(sheet.data["id"]): sheet.data for pack in packs for sheet in pack.of("entity")}
        names = owners(term for data in entities.values() for term in terms.of_entity(data))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        where = folders[0].as_posix() if folders else ""
        raise PackError("an entity file is not as its schema says", "see `banlint test`", where) from error
    return Known(entities, names, tuple(table for pack in packs for table in pack.tables))
