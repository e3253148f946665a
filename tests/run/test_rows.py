"""The sieve for rows of tables may be left out: a report is the same with and without it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.catalog import load
from banlint.model import Question
from banlint.plugins.manager import Plugins
from banlint.reading.source import BytesSource
from banlint.run.checker import Checker, Tally

INVENTORIES = Path(__file__).resolve().parents[3] / "shared/data/inventories"
HEADERS = ("name", "manufacturer", "model", "serial", "mac_address", "category", "purchase_date", "comments")
CLEAN = ("sw-1", "Cisco", "C9300", "FOC1", "00:1b:54:00:00:01", "switch", "2021-03-04", "")


@pytest.fixture(scope="module")
def check():
    catalog = load()
    parts = Plugins().parts(catalog)
    question = Question(("us-federal-contractor",), "2026-11-22")
    (reader,) = (one for one in parts.readers if one.part.name == "table")

    def run(data, *, screen):
        checker = Checker(catalog, question, parts, screen=screen)
        events = list(checker.check(BytesSource("assets.csv", data), reader))
        total = Tally()
        for event in events:
            total = total.plus(event) if isinstance(event, Tally) else total
        return total, [event for event in events if not isinstance(event, Tally)]

    return run


def same(check, data):
    exact = check(data, screen=False)
    assert check(data, screen=True) == exact
    return exact


def table(*rows, headers=HEADERS):
    return "".join(f"{','.join(row)}\n" for row in (headers, *rows)).encode()


def but(**cells):
    return tuple(cells.get(header, cell) for header, cell in zip(HEADERS, CLEAN, strict=True))


ODD = {
    "a covered maker": but(manufacturer="Huawei"),
    "a covered maker in quotes": but(manufacturer='"Huawei"'),
    "a covered address": but(mac_address="44:19:b6:01:02:03"),
    "a covered address behind a clean one": but(mac_address="00:1b:54:00:00:01 44:19:b6:01:02:03"),
    "a covered address behind a semicolon": but(mac_address="00:1b:54:00:00:01;4419b6010203"),
    "a covered address in pairs": but(mac_address="44 19 b6 01 02 03"),
    "a covered address in fours": but(mac_address="4419 b601 0203"),
    "a covered address in wide digits": but(mac_address="４４:19:b6:01:02:03"),
    "a covered address behind another mark": but(mac_address="00:1b:54:00:00:01/44:19:b6:01:02:03"),
    "no address": but(mac_address=""),
    "an address and nothing else": ("", "", "", "", "00:1b:54:00:00:01", "", "", ""),
    "a serial number of a covered vendor": but(serial="HWTC12345678"),
    "an unknown maker": but(manufacturer="unknown"),
    "an empty maker": but(manufacturer="", model=""),
    "a brand that is covered for some goods": but(manufacturer="ZyXEL", category="WiMAX CPE"),
    "a brand of which nobody asks": but(manufacturer="TP-Link", model="OC200"),
    "a text that says who made it": but(manufacturer="TP-Link", comments="made by Huawei"),
    "a maker of which nobody asks": but(manufacturer="Inspur", model="NF8260M6"),
    "such a maker with a covered address": but(manufacturer="Inspur", mac_address="44:19:b6:01:02:03"),
    "a model like a covered one": but(manufacturer="HPE", model="S5720-28X"),
    "a banner in a text": but(comments="Hikvision-Webs"),
    "a cell too few": CLEAN[:-1],
    "a cell too many": (*CLEAN, "Huawei"),
    "an empty cell too many": (*CLEAN, ""),
    "nothing": ("",),
    "nothing in any cell": ("",) * len(HEADERS),
    "a cell of two lines": but(comments='"one\ntwo"'),
    "a quote that is never closed": but(comments='"Huawei'),
    "a quote within a cell": but(model='5" disk'),
    "a NUL": but(model="a\0b"),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_an_odd_row_among_clean_ones_is_reported_as_without_the_sieve(check, odd):
    for end in (b"\n", b"\r\n", b"\r"):
        same(check, table(*[CLEAN] * 30, odd, *[CLEAN] * 3).replace(b"\n", end))


@pytest.mark.parametrize("column", ["banlint", "Banlint"])
def test_a_column_of_suppressions_is_read(check, column):
    rows = [(*but(manufacturer="Huawei"), "ignore[s889]: spare"), (*CLEAN, "ignore[nothing]: never used")]
    same(check, table(*rows, headers=(*HEADERS, column)))


def test_a_table_that_tells_makers_alone_is_counted(check):
    total, found = same(check, b"vendor,note\nCisco,\nunknown,\n,\nHuawei,\n" + b"Cisco,x\n" * 40)
    assert total == Tally(44, 2)
    assert found


def test_what_cannot_be_read_further_on_does_not_hide_what_was(check):
    rows = [CLEAN] * 2000 + [but(manufacturer="Huawei")]
    same(check, table(*rows) + b'"' + b"x" * 1_100_000)
    same(check, table(*rows) + "Z\u00fcrich,Huawei\n".encode("cp1252") + table(*rows))


def test_a_workbook_is_reported_as_without_the_sieve(tmp_path):
    pytest.importorskip("python_calamine", reason="the extra xlsx is not installed")
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="it writes the workbook")
    path = tmp_path / "assets.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for top in (0, 25):
            sheet = book.add_worksheet()
            for number, row in enumerate((HEADERS, *[CLEAN] * 600, *ODD.values(), ["4711", 4711.0, True, ""], CLEAN)):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write(top + number + (number > 300), top // 10 + column, cell)
    catalog = load()
    parts = Plugins().parts(catalog)
    (reader,) = (one for one in parts.readers if one.part.name == "workbook")
    seen = []
    for screen in (False, True):
        checker = Checker(catalog, Question(("us-federal-contractor",), "2026-11-22"), parts, screen=screen)
        events = list(checker.check(BytesSource("assets.xlsx", path.read_bytes()), reader))
        tallies = [one for one in events if isinstance(one, Tally)]
        seen.append(([sum(one) for one in zip(*tallies, strict=True)], [one for one in events if one not in tallies]))
    assert seen[0] == seen[1]
    assert seen[0][0][0] > 1200
    assert len(seen[0][1]) > 10


CELLS = st.sampled_from(
    ["", "Cisco", "Huawei", "TP-Link", "unknown", "S5720", "44:19:b6:01:02:03", "00:1b:54:00:00:01", '"a,b"', '"', " ",
     "Inspur", "made by Huawei", "HWTC12345678", "é", "x;y"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*HEADERS, "vendor", "mac", "part_number", "oem", "x"]), min_size=1, max_size=5),
    st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=12),
    st.sampled_from([",", ";", "\t"]),
)
def test_any_table_is_reported_as_without_the_sieve(check, headers, rows, mark):
    text = "".join(f"{mark.join(row)}\n" for row in (headers, *rows))
    same(check, text.encode())


@pytest.mark.skipif(not INVENTORIES.is_dir(), reason="the sibling folder `shared` is absent")
def test_real_tables_are_reported_as_without_the_sieve(check):
    found = [path for kind in ("csv", "tsv") for path in sorted(INVENTORIES.rglob(f"*.{kind}"))]
    assert found
    for path in found:
        if path.stat().st_size < 300_000:
            same(check, path.read_bytes())
