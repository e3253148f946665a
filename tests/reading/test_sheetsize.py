from __future__ import annotations

import re
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.errors import InputError
from banlint.limits import Limits
from banlint.reading.sheetsize import cells_spanned

_COLUMNS = [*ascii_uppercase, "AA", "BC", "XFD"]
_NUMBER = {letters: number for number, letters in enumerate([*ascii_uppercase, "AA"], 1)} | {"BC": 55, "XFD": 16384}


def sheet(*rows: str) -> bytes:
    return f"<worksheet><cols><col min='1'/></cols><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


def row(number: int, columns: list[str], *, at: int | None = None) -> str:
    cells = (f'<c r="{letters}{at or number}" t="s"><v>{place}17</v></c>' for place, letters in enumerate(columns))
    return f'<row r="{number}" spans="1:9" x14ac:dyDescent="0.25">{"".join(cells)}</row>'


def spanned(content: bytes, most: int = 1 << 60) -> int:
    return cells_spanned(content, "sheet1.xml", "a.xlsx", Limits(sheet_cells=most))


rows = st.lists(
    st.tuples(st.integers(1, 1_048_576), st.lists(st.sampled_from(_COLUMNS), max_size=4)), min_size=1, max_size=30
)


@given(rows)
def test_it_is_the_last_row_times_the_last_column(given_rows):
    high = max(len(given_rows) + 1, *(number for number, _ in given_rows))
    wide = max((_NUMBER[letters] for _, columns in given_rows for letters in columns), default=0)
    assert spanned(sheet(*(row(*one) for one in given_rows))) == high * wide


@given(
    rows, st.sampled_from([('<c r="', '<c  r="'), ('" t="s"', '"\tt="s"'), ("<row r=", "<row\nr="), ("<c ", "<x:c ")])
)
def test_it_is_the_same_however_the_tags_are_written(given_rows, change):
    usual = sheet(*(row(*one) for one in given_rows))
    assert spanned(usual.replace(*(one.encode() for one in change))) >= spanned(usual)
    assert spanned(re.sub(rb'(<c r="[A-Z]+\d+")', rb"\1 ", usual)) == spanned(usual)


@pytest.mark.parametrize(
    "far",
    [
        row(2, ["B"], at=99_999),
        row(12, ["B"], at=99_912),
        '<row r="2"><c r="A99999" x="B2"/></row>',
        '<row spans="1:1" r="99999"><c r="A99999"/></row>',
        "<row r='99999'><c r='A99999'/></row>",
        '<x:row r="2"><x:c r="A99999"/></x:row>',
        "<row/>" * 99_999 + "<row><c/></row>",
    ],
    ids=["elsewhere", "ends alike", "beside", "later", "quoted", "prefixed", "unnumbered"],
)
def test_no_cell_stands_outside_unseen(far):
    assert spanned(sheet(row(1, ["A"]), far, row(3, ["A"]))) >= 99_999


@pytest.mark.parametrize(
    "far", [row(2, ["XFD"]), '<row r="2"><c r="xfd2"/></row>', '<row r="2"><c r="A2" /><c r="XFD2"/></row>']
)
def test_no_column_is_left_out(far):
    assert spanned(sheet(row(1, ["A"]), far)) == 3 * 16384


def test_cells_without_places_are_counted_across_pieces():
    filler = '<row r="1"><c r="A1" t="s"><v>1</v></c></row>'
    many = filler * (3_000_000 // len(filler))
    assert spanned(sheet(many, "<row>", "<c/>" * 700_000, "</row>", many)) > 700_000 * 10_000


def test_more_than_the_limit_is_refused():
    with pytest.raises(InputError, match="spans more than 10 cells"):
        spanned(sheet(row(6, ["B"])), most=10)
    with pytest.raises(InputError, match="not UTF-8"):
        spanned(sheet(row(6, ["B"])).decode().encode("utf-16"))


_PADDING = "<row><c/></row>"


@pytest.mark.parametrize(
    "far",
    [
        '<row r="2"><c r="A99999999"/></row>',
        '<row r="2"><c r="A0009999999"/></row>',
        '<row r="99999"><c r="ZZZZ99999"/></row>',
        '<:row r="99999"><:c r="A99999"/></:row>',
        '<a/b:row r="99999"><a/b:c r="A99999"/></a/b:row>',
        "<{0}:row r='99999'><{0}:c r='A99999'/></{0}:row>".format("p" * 65),
        "<x\v:row r='99999'><x\v:c r='A99999'/></x\v:row>",
        '<row r="2"><c r="A2" r="A99999"/></row>',
        '<row r="2"><c r="A2" r = "A99999"/></row>',
        '<row r="2" r="99999"><c r="A2"/></row>',
        '<row r="00000099999"><c/></row>',
    ],
    ids=["8 digits", "zeros", "4 letters", "no prefix", "a slash", "a long prefix", "a tab in it", "twice", "spaced",
         "a row twice", "a row of zeros"],
)  # fmt: skip
def test_what_the_parser_takes_for_a_place_is_counted(far):
    assert spanned(sheet(row(1, ["A"]), far, row(3, ["A"]))) >= 99_999
    assert spanned(sheet(_PADDING, row(1, ["A"]), far, row(3, ["A"]))) >= 99_999


@pytest.mark.parametrize(
    "between",
    ["<!-- r='A1' -->", "<!--<row >-->", "<c x='<row '/>", "<v> r='A1'</v>", "<![CDATA[<row >]]>", "<?a <row ?>"],
)
def test_no_decoy_places_a_cell_or_ends_a_row(between):
    high, wide = 1000, 500
    assert spanned(sheet(row(high, ["A"]), f"<row>{f'<c/>{between}' * wide}</row>")) >= high * wide


def test_the_end_of_a_tag_that_was_cut_apart_is_read():
    odd = f'<row r="2"><c x="{"y" * (1 << 20)}<" r="A99999"/></row>'
    assert spanned(sheet(row(1, ["A"]), odd, row(3, ["A"]))) >= 99_999


def test_a_place_with_very_many_zeros_is_read_once():
    # Read anew from each of them it would take hours.
    assert spanned(sheet(f'<row r="1"><c r="A{"0" * 1_000_000}x"/><c r="B{"0" * 1_000_000}3"/></row>')) >= 6
