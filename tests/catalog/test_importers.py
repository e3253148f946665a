"""Official formats to rows. Where no snapshot can be had, the samples are ours, in the official layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.catalog.importers import FORMATS, File, ListRow, dated, ieee, read, to_csv
from banlint.catalog.importers.countries import code
from banlint.catalog.importers.days import first_day
from banlint.catalog.importers.ours import filled
from banlint.catalog.tables import COLUMNS, parse
from banlint.errors import PackError, UsageError

SHARED = Path(__file__).parents[3] / "shared/data/lists"
snapshots = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of snapshots is not beside this checkout")

# The layout of the eCFR: a head of five columns, a country said once, a reserved row, names before addresses.
SUPPLEMENT = """\
<?xml version="1.0"?>
<DIV5 N="744" TYPE="PART">
<DIV9 N="Supplement No. 4 to Part 744" TYPE="APPENDIX"><HEAD>Supplement No. 4 to Part 744&#x2014;Entity List</HEAD>
<DIV><DIV class="gpotbl_div"><TABLE><THEAD><TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH>
<TH>License review policy</TH><TH>Federal Register citation</TH></TR></THEAD><TBODY>
<TR><TD>CHINA, PEOPLE'S REPUBLIC OF</TD><TD>Coyote Optics Co., Ltd., a.k.a., the following two aliases:<br/>&#x2014;Coyote
Eye; <I>and</I><br/>&#x2014;Canis Technology. 1 Desert Road, Yuma, 100191, China; <I>and</I> 2 Desert Road.</TD><TD>All</TD>
<TD>Presumption of denial</TD><TD>84 FR 54004, 10/9/19. 85 FR 34505, 6/5/20.</TD></TR>
<TR><TD/><TD>Roadrunner Cloud, Buenos Aires, Argentina; and</TD><TD>All</TD><TD>x</TD><TD>87 FR 6026, 2/3/22.</TD></TR>
<TR><TD/><TD>[Reserved]</TD><TD/><TD/><TD/></TR>
<TR><TD>RUSSIA</TD><TD>Anvil Works, a.k.a., the following one alias: &#x2014;AW Plant. 5 Ulitsa, Moscow.</TD><TD>x</TD>
<TD>x</TD><TD>73 FR 54508</TD></TR>
</TBODY></TABLE></DIV></DIV></DIV9>
<DIV9 N="Supplement No. 7 to Part 744" TYPE="APPENDIX"><HEAD>'Military End-User' List</HEAD>
<TABLE><TR><TH>Country</TH><TH>Entity</TH><TH>Federal Register citation</TH></TR>
<TR><TD>CHINA</TD><TD>Acme Engine Academy (AEA)</TD><TD>85 FR 83799, 12/23/2020</TD></TR></TABLE></DIV9></DIV5>
"""
PAGE = """\
<!DOCTYPE html><html><head><script>document.write("<td>no</td>")</script></head><body>
<table class="usa-table"><thead><tr><th>Name of Entity</th><th>Effective Date</th></tr></thead><tbody>
<tr><td>Coyote Cotton Co., Ltd. (including two aliases: Coyote Textile; and Canis Yarn)</td><td>June 21, 2022</td></tr>
<tr><td>Anvil Silicon Industry, and Subsidiaries</td><td>August&nbsp;2, 2023</td></tr></tbody></table>
<table><tr><th>Name</th><th>Effective Date</th></tr><tr><td>Beep &amp; Beep</td><td>May 17, 2024</td></tr></table></body></html>
"""
COVERED = """\
<table><tr><th>Covered Equipment or Services*</th><th>Date of Inclusion on Covered List</th></tr>
<tr><td>Telecommunications equipment produced by <strong>Coyote Company</strong>, including services.</td><td>March 12, 2021</td></tr>
<tr><td>Services provided by Anvil Corp and its wholly-owned subsidiary Beep (USA) LLC subject to section 214.</td><td>September 20, 2022</td></tr>
<tr><td>Routers produced in a foreign country, except those approved by DoW.</td><td>March 23, 2026</td></tr></table>
"""
NAMES = '36,"COYOTE OPTICS CO.",-0- ,"NPWMD] [IFSR",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
PERSON = '37,"COYOTE, Wile E.","individual","SDNT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1949."\r\n'
OTHERS = '36,1,"aka","CANIS OPTICS",-0- \r\n37,2,"aka","THE COYOTE",-0- \r\n\x1a'
SCREENING = (
    "source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,alt_names\n"
    'Entity List (EL) - Bureau,,,,Coyote Optics,,"1 Road, Yuma, CN",84 F.R. 54004,2019-10-09,,Coyote Eye; and Canis Tech.\n'
    "Specially Designated Nationals (SDN) - Treasury,1,Individual,SDNT,Wile Coyote,,,,,,\n"
)  # fmt: skip
REGISTRY = (
    "Registry,Assignment,Organization Name,Organization Address\n"
    'MA-L,AABBCC,"Coyote Optics Co., Ltd.","1 Road, CN"\nMA-M,AABBCCD,Somebody,x\nMA-S,70B3D5AAA,COYOTE OPTICS,x\n'
)


def rows(form: str, *texts: str, part: str = "") -> tuple[ListRow, ...]:
    return read([File(f"file-{number}", text.encode()) for number, text in enumerate(texts, 1)], form, part)


def test_the_ecfr_gives_names_aliases_countries_and_days():
    assert rows("ecfr", SUPPLEMENT, part="Supplement No. 4") == (
        ListRow("Coyote Optics Co., Ltd.", ("Coyote Eye", "Canis Technology"), "CN", "2019-10-09", "", "84 FR 54004, 10/9/19. 85 FR 34505, 6/5/20"),
        ListRow("Roadrunner Cloud", (), "CN", "2022-02-03", "", "87 FR 6026, 2/3/22"),
        ListRow("Anvil Works", ("AW Plant",), "RU", "", "", "73 FR 54508"),
    )  # fmt: skip


def test_another_supplement_of_the_same_file_is_another_list():
    (row,) = rows("ecfr", SUPPLEMENT, part="Supplement No. 7")
    assert (row.name, row.aliases, row.country, row.listed_on) == (
        "Acme Engine Academy (AEA)", ("Acme Engine Academy",), "CN", "2020-12-23",
    )  # fmt: skip


def test_ofac_gives_organisations_with_their_other_names_from_either_order_of_files():
    wanted = (ListRow("COYOTE OPTICS CO.", ("CANIS OPTICS",), "", "", "", "NPWMD, IFSR"),)
    assert rows("ofac", NAMES + PERSON, OTHERS) == rows("ofac", OTHERS, NAMES + PERSON) == wanted


def test_ofac_gives_one_programme_and_the_day_a_remark_states():
    remark = 'Effective Date (CMIC): 02 Aug 2021; "x".'.replace('"', '""')
    given_ = NAMES.replace("NPWMD] [IFSR", "CMIC-EO13959").replace("-0- \r\n", f'"{remark}"\r\n')
    assert [row.listed_on for row in rows("ofac", NAMES + given_, part="CMIC-EO13959")] == ["2021-08-02"]


def test_the_screening_list_gives_the_organisations_of_one_source():
    (row,) = rows("csl", SCREENING, part="Entity List")
    assert row == ListRow(
        "Coyote Optics", ("Coyote Eye", "Canis Tech."), "CN", "2019-10-09", "", "84 FR 54004"
    )  # fmt: skip
    with pytest.raises(PackError, match="no source 'Unverified'"):
        rows("csl", SCREENING, part="Unverified")


def test_the_page_of_the_forced_labour_list_gives_every_table():
    found = rows("uflpa", PAGE)
    assert [(row.name, row.aliases, row.listed_on) for row in found] == [
        ("Coyote Cotton Co., Ltd.", ("Coyote Textile", "Canis Yarn"), "2022-06-21"),
        ("Anvil Silicon Industry, and Subsidiaries", ("Anvil Silicon Industry",), "2023-08-02"),
        ("Beep & Beep", (), "2024-05-17"),
    ]


def test_the_covered_list_gives_whom_it_names_and_nobody_for_an_origin():
    assert [(row.name, row.listed_on) for row in rows("fcc", COVERED)] == [
        ("Coyote Company", "2021-03-12"), ("Anvil Corp", "2022-09-20"), ("Beep (USA) LLC", "2022-09-20"),
    ]  # fmt: skip


def test_a_notice_gives_a_company_to_a_line():
    text = "[[Page 1]]\n\n\u2022 Coyote Optics Co., Ltd. (also known as Coyote Eye, Canis Tech and CT Optics)\n12. Anvil Works (AW)\n"
    assert rows("companies", text, part="91 FR 1") == (
        ListRow("Coyote Optics Co., Ltd.", ("Coyote Eye", "Canis Tech", "CT Optics"), citation="91 FR 1"),
        ListRow("Anvil Works (AW)", ("Anvil Works",), citation="91 FR 1"),
    )
    with pytest.raises(PackError, match="no name") as raised:
        rows("companies", "Anvil Works\n" + "word " * 60)
    assert raised.value.line == 2


def test_the_registry_gives_the_blocks_of_known_registrants():
    owners = {"coyote optics": ieee.Owner("coyote", "parent", "", "ieee-oui")}
    found = [(one.prefix, one.entity) for one in ieee.read([File("oui.csv", REGISTRY.encode())], owners)]
    assert found == [("AABBCC", "coyote"), ("70B3D5AAA", "coyote")]
    with pytest.raises(PackError, match="no prefix") as raised:
        list(ieee.read([File("oui.csv", (REGISTRY + "MA-L,XYZ,A,b\n").encode())], owners))
    assert (raised.value.path, raised.value.line) == ("oui.csv", 5)


def test_an_address_or_a_note_is_no_alias():
    text = 'name,aliases\nCoyote,"and 5440 Queen Mart St, Office 103; and Technology; Canis, Road 9, 119071; Coyote Eye; a.k.a., the following aliases:; COYOTE EYE"\n'
    assert rows("plain", text)[0].aliases == ("Coyote Eye",)


def test_a_row_without_a_day_has_that_of_its_rule_or_of_the_edition():
    given_ = (
        ListRow("A", citation="86 FR 67319"),
        ListRow("B", listed_on="2021-11-26", citation="86 FR 67319, 11/26/21"),
        ListRow("C"),
    )
    assert [row.listed_on for row in dated(given_, "2026-07-09")] == ["2021-11-26", "2021-11-26", "2026-07-09"]


def test_rows_are_written_as_packs_read_them_and_always_the_same():
    made = (ListRow("Beta, Inc.", ("B;".rstrip(";"), "Be"), "CN"), ListRow("alpha", entity="a"))
    text = to_csv(made).decode()
    assert text == to_csv(made[::-1]).decode()
    assert [row.cells["name"] for row in parse(text, "x", COLUMNS["list"])] == ["alpha", "Beta, Inc."]


def test_the_column_entity_is_filled_by_name_and_never_by_a_single_word():
    known = {"coyote optics": frozenset({("coyote", "official-name")}), "wile": frozenset({("coyote", "alias")})}
    given_ = [
        ListRow("Coyote Optics Ltd"),
        ListRow("Graphene Institute", ("WILE",)),
        ListRow("X", ("Coyote Optics",)),
        ListRow("Y", entity="kept"),
    ]
    assert [row.entity for row in filled(given_, known, {"coyote", "kept"})] == ["coyote", "", "coyote", "kept"]


@pytest.mark.parametrize(
    ("text", "day"),
    [("84 FR 54004, 10/9/19", "2019-10-09"), ("7/3/97", "1997-07-03"), ("June 21, 2022", "2022-06-21"),
     ("02 Aug 2021", "2021-08-02"), ("2/30/2020", ""), ("Section 214 of 1934", "")],
)  # fmt: skip
def test_days_are_read_as_lists_write_them(text: str, day: str):
    assert first_day(text) == day


def test_countries_are_codes():
    assert [code(name) for name in ("CHINA, PEOPLE'S REPUBLIC OF", "Türkiye", "hk", "Atlantis")] == [
        "CN",
        "TR",
        "HK",
        "",
    ]


BROKEN = {
    "document type": ("ecfr", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>\n<a>&b;</a>', "document type", 1),
    "entity bomb": ("ecfr", '<?xml version="1.0"?>\n<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>\n<l>&b;</l>', "document type", 2),
    "cut XML": ("ecfr", SUPPLEMENT[:700], "not XML", 9),
    "deep XML": ("ecfr", "<a>" * 5000, "nested deeper", 1),
    "XML without the supplement": ("ecfr", "<a/>", "0 times", 1),
    "row with a cell less": ("ecfr", SUPPLEMENT.replace("<TD>All</TD><TD>x</TD>", "<TD>x</TD>", 1), "4 cells", 9),
    "page without a table": ("uflpa", "<p>Access denied</p>", "no table", 1),
    "page with another table": ("uflpa", "<table><tr><td>a</td></tr></table>", "name and a date", 1),
    "day that is none": ("uflpa", PAGE.replace("May 17, 2024", "soon"), "no day", 5),
    "covered list of something else": ("fcc", "<table><tr><td>a</td><td>b</td></tr></table>", "a day", 1),
    "ragged row": ("plain", "name,aliases\na,b,c\n", "3 cells", 2),
    "no name": ("plain", "name,aliases\n ,b\n", "no name", 2),
    "no column name": ("plain", "title\nx\n", "no column name", 1),
    "open quote": ("plain", 'name,aliases\n"a,b\n', "not CSV", 2),
    "NUL": ("plain", "name\na\0\n", "NUL", 2),
    "OFAC row of another length": ("ofac", "1,2,3\n", "3 cells", 1),
    "OFAC without its names": ("ofac", OTHERS, "no file of names", 1),
    "empty": ("plain", "", "no column name", 1),
    "header alone": ("plain", "name\n", "no row", 1),
    "cell without end": ("plain", "name\n" + "x" * 70_000, "characters", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_not_the_format_is_named_with_file_and_line(name: str):
    form, text, message, line = BROKEN[name]
    with pytest.raises(PackError, match=message) as raised:
        rows(form, text, part="Supplement No. 4" if form == "ecfr" else "")
    assert (raised.value.path, raised.value.line) == ("file-1", line)
    assert raised.value.mend


def test_a_format_that_is_none_is_said_with_those_there_are():
    with pytest.raises(UsageError) as raised:
        rows("ofacs", NAMES)
    assert "`ofac`" in raised.value.mend


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(FORMATS)),
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))),
)
def test_any_bytes_are_rows_or_one_clear_refusal(form: str, content: bytes):
    try:
        found = read([File("any", content)], form, "x")
    except PackError as error:
        said = bool(error.message and error.mend)
    else:
        said = all(row.name for row in found)
    assert said


@snapshots
@pytest.mark.parametrize(
    ("form", "part", "names", "least"),
    [
        ("plain", "", ["bis_entity_list_2026-07-09.csv"], 3409),
        ("plain", "", ["bis_meu_2026-07-09.csv"], 70),
        ("companies", "x", ["dod_1260h_2026-06-08.csv"], 187),
        ("uflpa", "", ["dhs_uflpa_2026-07-09.csv"], 148),
        ("plain", "", ["ofac_nscmic_2026-07.csv"], 68),
        ("fcc", "", ["fcc_covered_list_2026-08.csv"], 13),
        ("ofac", "", ["ofac_cons_prim_2025-12.csv", "ofac_cons_alt_2025-12.csv"], 363),
        ("csl", "Entity List", ["csl_sample_2019.csv"], 22),
    ],
)
def test_the_real_files_are_read_to_the_last_row(form: str, part: str, names: list[str], least: int):
    assert len(read([File(name, (SHARED / name).read_bytes()) for name in names], form, part)) == least
