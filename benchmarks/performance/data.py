"""The inputs: made once by the generator beside the project, and kept in a folder for the next run."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
TREE = SHARED / "data/inventories/devicetype-library"
GENERATOR = SHARED / "tools/gen_inventory.py"
COVERED = "0.001"
"""The share of covered assets: one in a thousand, as real inventories have."""

_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Stock" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>',
}


class Data:
    """Files in one folder; each is made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def assets(self, count: int, form: str) -> str:
        """An inventory of `count` assets in a format of the generator, as a path."""
        path = self.folder / f"assets-{count}.{form}"
        if not path.exists():
            made = path.with_name(f"made.{form}")
            command = [sys.executable, str(GENERATOR), "-n", str(count), "--banned", COVERED, "--format", form]
            # It looks for its own data in the folder it is started in.
            subprocess.run([*command, "-o", str(made)], check=True, cwd=GENERATOR.parent, capture_output=True)
            made.rename(path)
        return str(path)

    def repeated(self, count: int, times: int) -> str:
        """`times` times the JSON Lines of `count` assets, one after the other."""
        one, path = Path(self.assets(count, "ndjson")), self.folder / f"assets-{count * times}.ndjson"
        if not path.exists():
            made = path.with_name("made.ndjson")
            with made.open("wb") as whole:
                for _ in range(times):
                    with one.open("rb") as part:
                        shutil.copyfileobj(part, whole, 1 << 20)
            made.rename(path)
        return str(path)

    def workbook(self, count: int) -> str:
        """The CSV of `count` assets as a workbook of one sheet, its texts shared as spreadsheet programs share them."""
        path = self.folder / f"assets-{count}.xlsx"
        if not path.exists():
            made = path.with_name("made.xlsx")
            shared: dict[str, int] = {}
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
                for name, content in _PARTS.items():
                    book.writestr(name, content)
                with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
                    for part in _sheet(self.assets(count, "csv"), shared):
                        sheet.write(part.encode())
                with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as strings:
                    strings.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
                    for text in shared:
                        strings.write(f'<si><t xml:space="preserve">{escape(text)}</t></si>'.encode())
                    strings.write(b"</sst>")
            made.rename(path)
        return str(path)


def _sheet(table: str, shared: dict[str, int]) -> Iterator[str]:
    yield _SHEET
    with Path(table).open(newline="", encoding="utf-8") as rows:
        for number, row in enumerate(csv.reader(rows), 1):
            cells = (
                f'<c r="{_column(place)}{number}" t="s"><v>{shared.setdefault(text, len(shared))}</v></c>'
                for place, text in enumerate(row)
                if text
            )
            yield f'<row r="{number}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _column(place: int) -> str:
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
