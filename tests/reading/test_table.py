from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.limits import Limits

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)


def rows(found) -> list[object]:
    return [document.data for document in found.documents]


@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ],
)
def test_the_csv_suite_is_read_as_it_says(read, shared: Path, name: str):
    suite = shared / "data/suites/csv-spectrum"
    data = (suite / f"csvs/{name}.csv").read_bytes()
    if name.endswith("_crlf"):  # the line ends these cases are about may have been changed when they were stored
        data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    found = read(f"{name}.csv", data)
    assert rows(found) == json.loads((suite / f"json/{name}.json").read_text(encoding="utf-8"))
    assert found.problems == []


def test_the_quotes_of_coordinates_are_characters(read, shared: Path):
    # The suite gives another telephone number than its own file holds.
    suite = shared / "data/suites/csv-spectrum"
    said = json.loads((suite / "json/location_coordinates.json").read_text(encoding="utf-8"))
    (row,) = rows(read("a.csv", (suite / "csvs/location_coordinates.csv").read_bytes()))
    assert row | {"Contact Phone Number": ""} == said | {"Contact Phone Number": ""}


@given(
    st.lists(st.lists(CELLS.map(lambda cell: cell or "x"), min_size=2, max_size=4), min_size=2, max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_every_cell_that_is_written_is_read_and_found_in_its_place(
    read, table: list[list[str]], end: str, encoding: str
):
    width = len(table[0])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow([f"h{number}" for number in range(width)])
    writer.writerows([(row * 2)[:width] for row in table])
    text = out.getvalue()
    found = read("a.csv", text.encode(encoding))
    assert [list(row.values()) for row in rows(found)] == [(row * 2)[:width] for row in table]
    for document in found.documents:
        for key, cell in document.data.items():
            assert stretch(text, *document.locate((key,)).span) == '"' + cell.replace('"', '""') + '"'


def stretch(text: str, line: int, column: int, end_line: int, end_column: int) -> str:
    starts = [0]
    for at, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n"):
            starts.append(at + 1)
    return text[starts[line - 1] + column - 1 : starts[end_line - 1] + end_column - 1]


def test_a_row_is_named_by_the_line_it_begins_on(read):
    found = read("a.csv", 'id,notes,maker\n1,"two\nlines",Cisco\n\n2,x,ZTE\n')
    assert [document.prefix for document in found.documents] == ["row:2", "row:5"]
    assert found.documents[1].locate(("maker",)).span == (5, 5, 5, 8)
    assert found.documents[0].locate(()).span == (2, 1, 3, 13)


@pytest.mark.parametrize(
    "text", ["a;b\n1,5;2\n", "a\tb\n1,5\t2\n", "a|b\n1,5|2\n", "sep=;\na;b\n1,5;2\n", '"sep=|"\na|b\n1,5|2\n']
)
def test_the_delimiter_is_told_from_the_rows_or_the_first_line(read, text: str):
    assert rows(read("a.csv", text)) == [{"a": "1,5", "b": "2"}]


def test_a_line_that_tells_the_delimiter_counts_as_a_line(read):
    assert [document.prefix for document in read("a.csv", "sep=;\r\na;b\r\n1;2\r\n").documents] == ["row:3"]


def test_windows_1252_is_read_where_utf_8_fails(read):
    found = read("a.csv", "Asset;Ort\n1;Größe\n".encode("cp1252"))
    assert rows(found) == [{"Asset": "1", "Ort": "Größe"}]
    assert found.problems == []


def test_utf_8_and_another_encoding_in_one_file_is_a_problem(read):
    head = "a,b\n" + "é,x\n" * 100_000
    found = read("a.csv", head.encode() + "é,y\n".encode("cp1252") * 100_000)
    assert found.messages == ["UTF-8 and another encoding in one file"]
    assert found.documents[-1].data == {"a": "é", "b": "y"}


def test_bytes_of_neither_encoding_are_a_problem(read):
    found = read("a.csv", b"a,b\n\x81,x\n")
    assert found.messages == ["neither UTF-8 nor Windows-1252"]


def test_no_cell_is_lost(read):
    found = read("a.csv", "maker,maker,,x\nHuawei,ZTE,Dahua,1,Hytera\nCisco\n")
    assert rows(found) == [
        {"maker": "Huawei", "maker 2": "ZTE", "column 3": "Dahua", "x": "1", "column 5": "Hytera"},
        {"maker": "Cisco"},
    ]
    assert found.messages == ["5 cells below 4 headers"]
    assert found.documents[0].locate(("column 5",)).span == (2, 20, 2, 26)


def test_empty_cells_past_the_headers_are_no_problem(read):
    assert read("a.csv", "a,b\n1,2,,\n").problems == []


def test_a_quote_that_is_never_closed_is_a_problem(read):
    found = read("a.csv", 'id,vendor\na,"Huawei\nb,Acme\n')
    assert [(problem.line, problem.message) for problem in found.problems] == [(2, "a quote that is never closed")]
    assert found.documents[0].data == {"id": "a", "vendor": "Huawei\nb,Acme\n"}


def test_a_quote_within_a_cell_is_a_character(read):
    found = read("a.csv", 'id,size,maker\n1,27" wide,ZTE\n2,"x"y"z,Cisco\n')
    assert rows(found) == [
        {"id": "1", "size": '27" wide', "maker": "ZTE"},
        {"id": "2", "size": 'xy"z', "maker": "Cisco"},
    ]
    assert found.documents[1].locate(("maker",)).span == (3, 10, 3, 15)


def test_a_nul_is_a_problem(read):
    found = read("a.csv", b"id,vendor\na\0,Huawei\n")
    assert found.messages == ["NUL character"]
    assert rows(found) == [{"id": "a\ufffd", "vendor": "Huawei"}]


def test_a_row_or_cell_over_the_limit_ends_the_reading(read):
    limits = Limits(record_bytes=1 << 18, scalar_chars=1 << 17)
    assert read("a.csv", "a,b\n" + "x" * 600_000 + "\n", limits).messages == ["a line of more than 0 MiB"]
    found = read("a.csv", 'a,b\n1,2\n3,"' + "x\n" * 4_000_000, limits)
    assert rows(found) == [{"a": "1", "b": "2"}]
    assert found.problems[0].line == 3


def test_a_table_without_rows_has_no_documents(read):
    assert read("a.csv", "id,vendor\n") == ([], [])
    assert read("a.csv", "") == ([], [])


def test_the_header_is_found_below_title_rows(read):
    found = read("x.csv", b"Hardware register;;\r\n;;\r\nAsset;Make;Model\r\n1;Axis;P3265\r\n")
    assert rows(found) == [{"Asset": "1", "Make": "Axis", "Model": "P3265"}]
    assert found.documents[0].prefix == "row:4"


def test_title_lines_without_a_delimiter_do_not_hide_it(read):
    found = read("x.csv", "Bestand\nStand: März\nNr;Hersteller;Preis\n1;Axis;2,50\n2;Axis;3,70\n")
    assert rows(found)[1] == {"Nr": "1", "Hersteller": "Axis", "Preis": "2,50"}


def test_a_row_taken_for_a_title_is_read_under_the_first_all_the_same(read):
    found = read("x.csv", "vendor\nHuawei\na,b,c\n1,2,3\n")
    assert rows(found) == [{"vendor": "Huawei"}, {"a": "1", "b": "2", "c": "3"}]


def test_a_table_of_one_or_two_columns_keeps_its_first_row_as_header(read):
    assert rows(read("x.csv", b"Make\nAxis\n")) == [{"Make": "Axis"}]
    assert rows(read("x.csv", b"Make,Model\nAxis,P3265\n")) == [{"Make": "Axis", "Model": "P3265"}]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gbk", "名称,品牌,型号\n摄像机,某某,一\n"),
        ("cp932", "管理番号,メーカー,型番\n一,アクメ,二\n"),
        ("cp1252", "Gerät,Hersteller,Größe\nTür,Société Générale,ü\n"),
        ("cp1252", "Nom,Numéro\nà côté,é\n"),
    ],
)
def test_a_table_in_the_encoding_of_its_region_is_read_as_it_was_written(read, encoding: str, text: str):
    found = read("a.csv", text.encode(encoding))
    header, row = (line.split(",") for line in text.splitlines())
    assert found.data == dict(zip(header, row, strict=True))
    assert not found.problems


@pytest.mark.parametrize("row", ["c1,Acme,00:00:5e:00:53:01\n", "10.0.0.7,Acme,x\n", "c1,0000.5e00.5301,Acme\n"])
def test_values_where_the_header_should_be_are_a_problem(read, row: str):
    (problem,) = read("a.csv", row * 2).problems
    assert (problem.message, problem.line) == ("no header: the first row holds values", 1)
