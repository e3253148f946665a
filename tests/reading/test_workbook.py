from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest

from banlint.limits import Limits

pytest.importorskip("python_calamine", reason="the extra xlsx is not installed")

_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)

_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)


def workbook(rows: list[list[object]], *, sheet: str = "Sheet1", body: str = "") -> bytes:
    cells = ""
    for number, row in enumerate(rows, 1):
        cells += f'<row r="{number}">'
        for column, value in enumerate(row):
            place = f'r="{chr(65 + column)}{number}"'
            if isinstance(value, str):
                cells += f'<c {place} t="inlineStr"><is><t>{value}</t></is></c>'
            elif value is not None:
                cells += f"<c {place}><v>{value}</v></c>"
        cells += "</row>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("_rels/.rels", _ROOT)
        parts.writestr("xl/workbook.xml", _BOOK.format(sheet))
        parts.writestr("xl/_rels/workbook.xml.rels", _RELATIONS)
        parts.writestr("xl/worksheets/sheet1.xml", _SHEET.format(body or cells))
    return packed.getvalue()


def test_each_row_below_the_header_is_a_document_placed_by_row_and_column(read):
    found = read(
        "register.xlsx", workbook([["Standort Nord"], [], ["Hersteller", "Modell", "Nr"], ["Axis", "P3265", 12]])
    )
    assert not found.problems
    (row,) = found.documents
    assert row.data == {"Hersteller": "Axis", "Modell": "P3265", "Nr": "12"}
    assert row.prefix == "Sheet1!row:4"
    assert row.locate(("Modell",)).span == (4, 2, 4, 3)
    assert row.locate(("Modell",)).cell == "Sheet1!B4"
    assert row.locate(()).cell == "Sheet1!A4"


def test_a_sheet_that_claims_a_huge_rectangle_is_refused(read):
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    found = read("far.xlsx", workbook([], body='<row r="1"><c r="A1"><v>1</v></c></row>' + far))
    assert not found.documents
    assert "spans more than" in found.messages[0]


def test_rows_and_cells_without_places_are_counted_too(read):
    found = read("unplaced.xlsx", workbook([], body="<row/>" * 4000 + "<row>" + "<c><v>1</v></c>" * 4000 + "</row>"))
    assert "spans more than" in found.messages[0]


def test_a_workbook_that_unpacks_beyond_the_limit_is_refused(read):
    found = read("bomb.xlsx", workbook([["a" * 2_000_000]]), limits=Limits(file_bytes=1 << 20))
    assert "takes more than 1 MiB of memory" in found.messages[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0rest", "encrypted or an old"),
        (b"no zip", "not a workbook"),
        (workbook([])[:200], "not a workbook"),
    ],
)
def test_what_is_no_workbook_says_so(read, data: bytes, message: str):
    assert message in read("x.xlsx", data).messages[0]


def test_a_missing_parser_says_how_to_get_it(read, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert "not installed" in read("x.xlsx", workbook([["a"]])).messages[0]


def test_a_table_below_many_empty_rows_is_read_and_its_rows_keep_their_numbers(read):
    found = read("a.xlsx", workbook([*[[]] * 30, [None, "vendor"], [None, "Huawei"]]))
    (row,) = found.documents
    assert row.prefix.endswith("!row:32")
    assert row.locate(("vendor",)).cell.endswith("!B32")
    assert row.data["vendor"] == "Huawei"


def test_a_dense_workbook_is_refused_before_it_takes_more_memory_than_the_limit(tmp_path):
    # Each measured in a process of its own; the limit is one that the first just keeps.
    pytest.importorskip("resource")
    taken = {}
    for rows in (18_000, 30_000):
        (tmp_path / "a.xlsx").write_bytes(workbook([[1] * 20] * rows))
        script = (
            "import resource, python_calamine\n"
            "from banlint.errors import InputError\n"
            "from banlint.limits import Limits\n"
            "from banlint.reading.source import FileSource\n"
            "from banlint.reading.workbook import WorkbookReader\n"
            "limits = Limits(file_bytes=48 << 20)\n"
            "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
            "try:\n"
            "    read = sum(1 for _ in WorkbookReader(limits).read(FileSource('a.xlsx', 'a.xlsx', limits)))\n"
            "except InputError:\n"
            "    read = 0\n"
            "print(read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
        )
        run = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
        taken[rows] = tuple(map(int, run.stdout.split()))
    assert taken[18_000][0] == 17_999
    assert taken[30_000][0] == 0
    assert max(kib for _, kib in taken.values()) < 48 * 1024
