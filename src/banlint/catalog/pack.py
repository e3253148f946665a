"""A pack as people wrote it: every file decoded and parsed, with the place of everything in it, nothing judged yet."""

from __future__ import annotations

from banlint.catalog import tables, yamltext
from banlint.catalog.complaints import Complaints
from banlint.catalog.files import Files, kind_of
from banlint.catalog.tables import Row
from banlint.errors import PackError
from banlint.hints import Any
from banlint.model import Path
from banlint.named import NamedTuple


class Sheet(NamedTuple):
    """A YAML file of a pack."""

    path: str
    """As messages show it."""
    kind: str
    """`pack`, `sources`, `vocabulary`, `controls`, `entity`, `regime`, `profile`, `paper` or `calendar`."""
    stem: str
    data: dict[str, Any]
    marks: yamltext.Marks

    def complain(self, complaints: Complaints, where: Path, message: str, mend: str, *, at_key: bool = False) -> None:
        """Says what is wrong with the value, or the key, at the path `where`."""
        mark = self.marks.key(where) if at_key else self.marks.value(where)
        complaints.add(self.path, mark, message, mend)


class Table(NamedTuple):
    """A CSV file of a pack."""

    path: str
    kind: str
    """`list`, or the name of the identifiers: `oui`, `snmp`, `banner` ..."""
    stem: str
    rows: tuple[Row, ...]

    def complain(self, complaints: Complaints, row: Row, message: str, mend: str) -> None:
        """Says what is wrong with `row`."""
        complaints.add(self.path, (row.line, 1), message, mend)


class Pack(NamedTuple):
    """The parsed files of a pack folder."""

    files: Files
    sheets: tuple[Sheet, ...]
    tables: tuple[Table, ...]

    def of(self, kind: str) -> tuple[Sheet, ...]:
        """Its sheets of one kind."""
        return tuple(sheet for sheet in self.sheets if sheet.kind == kind)


def parse(files: Files, complaints: Complaints) -> Pack:
    """The pack in `files`; each file that cannot be parsed is a complaint and is left out."""
    sheets: list[Sheet] = []
    found: list[Table] = []
    for name, content in files.contents.items():
        kind = kind_of(name)
        if kind == "schema":
            continue
        path = files.shown(name)
        stem = name.rpartition("/")[2].partition(".")[0]
        try:
            text = _decode(content, path)
            if kind in ("identifiers", "list"):
                kind = stem if kind == "identifiers" else kind
                found.append(Table(path, kind, stem, tables.parse(text, path, tables.COLUMNS[kind])))
            else:
                sheets.append(Sheet(path, kind, stem, *yamltext.parse(text, path)))
        except PackError as error:
            complaints.take(error)
    return Pack(files, tuple(sheets), tuple(found))


def _decode(content: bytes, path: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise PackError("not UTF-8 text", "save the file as UTF-8", path, line, column) from error
    for character, what in (("\ufeff", "a byte order mark"), ("\0", "a NUL character")):
        if (at := text.find(character)) >= 0:
            line = text.count("\n", 0, at) + 1
            raise PackError(f"{what} stands in the file", "remove it", path, line, at - text.rfind("\n", 0, at))
    return text
