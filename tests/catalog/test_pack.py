"""Broken packs: each mistake is named with file, line, column and mend."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from banlint.catalog.complaints import MOST
from banlint.catalog.index import Catalog
from banlint.errors import PackError
from banlint.model import Problem

Find = Callable[..., list[Problem]]
Write = Callable[..., Path]
ACME = "entities/acme.yaml"
BAN = "regimes/no/no-ban.yaml"

# The file, a text in it, what stands there instead with a triangle before the place to be named, message and mend.
MISTAKES = {
    "duplicate key": (ACME, "short: Acme\n", "short: Acme\n▲short: Acme\n", "stands twice", "line 3"),
    "alias": (ACME, "short: Acme\n", "short: ▲*it\n", "alias", "write the value out"),
    "anchor": (ACME, "short: Acme\n", "short: ▲&it Acme\n", "anchor", "write the value out"),
    "merge key": (ACME, "short: Acme\n", "short: Acme\n▲<<: {}\n", "merge key", "write the keys out"),
    "tag": (ACME, "short: Acme\n", "short: ▲!!str Acme\n", "tag", "remove it"),
    "second document": (ACME, "examples:\n", "▲---\nexamples:\n", "second document", "one document"),
    "key that is no text": (ACME, "short: Acme\n", "▲[short]: Acme\n", "a key is not text", "plain word"),
    "syntax": (ACME, "short: Acme\ncountry: ", "short: [Acme\ncountry▲: ", "not YAML", "mend the syntax"),
    "unknown key": (ACME, "brands:", "▲brnads:", "unknown key 'brnads'", "write 'brands'"),
    "source id": ("sources.yaml", "gazette:", "▲Gazette:", "unknown key 'Gazette'", "single hyphens"),
    "shape of a condition": (BAN, "{fact: purpose, in: [patrol]}", "{fact: purpose, ▲im: [patrol]}", "'im'", "fact, in"),
    "missing key": (ACME, "id: acme\nname", "▲name", "'id' is missing", "add id"),
    "enum": (ACME, "relation: subsidiary", "relation: ▲subsidary", "'subsidary' is not", "'subsidiary'"),
    "boolean": (ACME, "exact: true", "▲exact: yes", "'yes' is not of type boolean", "boolean"),
    "country": (ACME, "country: NO", "country: ▲Norway", "not in the form", ""),
    "id of another file": (ACME, "id: acme\n", "id: ▲acne\n", "not the file's name", "id: acme"),
    "unknown source": (ACME, "alias, source: gazette", "alias, source: ▲gazet", "no source 'gazet'", "'gazette'"),
    "no such day": (ACME, "since: 2013-01-01", "since: ▲2013-02-30", "is not a day", "ISO day"),
    "until before since": (ACME, "until: 2022-11-24", "until: ▲2012-11-24", "is before since", "days"),
    "name of nothing": (ACME, "text: Acmee", 'text: ▲"?!"', "no letter or digit", "write a name"),
    "look-alike that is a name": (ACME, "text: Acme Bakery", "text: ▲Acmee", "name of this entity", "one of the two"),
    "pattern": (ACME, r"'\bAC-2[0-9]{3}\b'", "▲(?=AC)AC-2", "not a pattern", "RE2"),
    "pattern that meets nothing": (ACME, r"'\bAC-2[0-9]{3}\b'", "▲(AC)?", "meets empty text", "ask for"),
    "example it does not meet": (ACME, "[AC-2143, ac-2001]", "[AC-2143, ▲AC-3001]", "does not meet 'AC-3001'", "match"),
    "counterexample it meets": (ACME, "[DS918]", "[▲AC-2918]", "meets 'AC-2918'", "no_match"),
    "unknown entity": (BAN, "entity: acme", "entity: ▲acmee", "no entity 'acmee'", "'acme'"),
    "unknown maker of a brand": (ACME, "among: [acme]", "among: [acme, ▲acmee]", "no entity 'acmee'", "'acme'"),
    "unknown condition": (BAN, "conditions: [purpose]", "conditions: [▲porpoise]", "no condition", "'purpose'"),
    "unknown list": (BAN, "entity: acme", "list: ▲no-lost", "no list 'no-lost'", "'no-list'"),
    "unknown party": (BAN, "parties: [buyer]", "parties: [▲buyers]", "no party 'buyers'", "'buyer'"),
    "unknown act": (BAN, "acts: [buy]", "acts: [▲sell]", "no act 'sell'", "add that act"),
    "unknown category": (BAN, "categories: [video]", "categories: [▲vidoe]", "no category", "'video'"),
    "unknown purpose": (BAN, "in: [patrol]", "in: [▲petrol]", "no purpose 'petrol'", "'patrol'"),
    "unknown site kind": (BAN, "in: [port]", "in: [▲prot]", "no site kind 'prot'", "'port'"),
    "stages out of order": (BAN, "effective, on: 2019-08-13", "effective, on: ▲2017-08-13", "before the one", "in order"),
    "wider term": ("vocabulary.yaml", "within: [video]", "within: [▲radio]", "no category 'radio'", "add that"),
    "word of a trade": ("vocabulary.yaml", "words: [foods,", "words: [▲sea-food,", "not a single word", "one word"),
    "word beside a name": ("vocabulary.yaml", "[der, The]", '[der, ▲"in stead"]', "not a single word", "one word"),
    "word without a letter": ("vocabulary.yaml", "[der, The]", '[der, ▲"?!"]', "not a single word", "one word"),
    "profile's act": ("profiles/buyer.yaml", "acts: [buy]", "acts: [▲bye]", "no act 'bye'", "write 'buy'"),
    "edition": ("pack.yaml", "2026-01-02", "▲2026-13-02", "is not a day", "ISO day"),
    "columns": ("identifiers/cpe.csv", "vendor,entity", "▲vendor,maker", "the columns are", "make the header"),
    "ragged row": ("identifiers/cpe.csv", "acme,acme,probable", "▲acme,acme,,probable", "has 5 cells", "quotes"),
    "quote": ("identifiers/oui.csv", 'AABBCC,"Acme', '▲AABBCC,"Ac"me', "not CSV", "quotes"),
    "prefix": ("identifiers/oui.csv", "AABBCC,", "▲aabbcc,", "'aabbcc' is no prefix", "upper-case"),
    "code twice": ("identifiers/snmp.csv", "99998", "▲99999", "stands twice", "line 2"),
    "trap with entity": ("identifiers/oui.csv", "AABBCCD,Somebody Else,", "▲AABBCCD,X,acme", "a trap names", "empty"),
    "row without entity": ("identifiers/bus.csv", "pci,abcd,Acme,acme", "▲pci,abcd,Acme,", "names no entity", "entity"),
    "row of nobody": ("identifiers/bus.csv", "pci,abcd,Acme,acme", "▲pci,abcd,Acme,acne", "no entity 'acne'", "'acme'"),
    "row's source": ("identifiers/bus.csv", "pci,abcd,Acme,acme,gazette", "▲pci,abcd,Acme,acme,gazet", "'gazet'", "'gazette'"),
    "row's confidence": ("identifiers/cpe.csv", "acme,acme,probable", "▲acme,acme,sure", "is no confidence", "certain"),
    "row's day": ("lists/no-list.csv", "Acme Rockets,,,2020-01-02", "▲Acme Rockets,,,2020-1-2", "is no listed on", "ISO day"),
    "delisting": ("lists/no-list.csv", "Acme Rockets,,,2020", "▲Acme Rockets,,,2022", "before listed_on", "days"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_place_and_mend(write_pack: Write, problems: Find, mistake: str):
    path, old, new, message, mend = MISTAKES[mistake]
    marked = (write_pack((path, old, new), folder="marked") / path).read_text(encoding="utf-8")
    before = marked[: marked.index("▲")]
    first = problems((path, old, new.replace("▲", "")))[0]
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (first.kind, first.path, first.line, first.column) == ("pack", path, *place)
    assert message in first.message
    assert mend in first.mend


def test_a_list_row_that_bears_a_name_of_ours_must_say_so(problems: Find):
    (only,) = problems(("lists/no-list.csv", "Wile Trading LLC", "Acme Devices Ltd"))
    assert (only.path, only.line) == ("lists/no-list.csv", 2)
    assert only.mend.startswith("write acme in the column entity")


def test_many_mistakes_are_told_at_once(problems: Find):
    found = problems((ACME, "brands:", "brnads:"), (BAN, "effect: prohibited", "effect: banned"))
    assert {problem.path for problem in found} == {ACME, BAN}


def test_no_more_than_a_page_of_mistakes_is_told_and_the_rest_counted(write_pack: Write, compiled):
    rows = "".join(f"{number:06d},X,nobody,parent,,gazette\n" for number in range(100))
    with pytest.raises(PackError, match="and 99 more") as raised:
        compiled(write_pack(("identifiers/oui.csv", "", rows)))
    assert len(raised.value.problems) == MOST


def test_text_stays_as_written(write_pack: Write, compiled: Callable[..., Catalog]):
    made = compiled(write_pack((ACME, "short: Acme\n", "short: no\n")))
    assert made.entities["acme"]["short"] == "no"
    assert made.regimes["no-ban"]["stages"][0]["on"] == "2018-08-13"


OTHER = """\
id: other
name: Other
short: Other
country: SE
summary: Another invented maker.
names:
  - {text: Other Makers, kind: alias, source: gazette}
PART
examples:
  match: [{manufacturer: Other Makers, basis: alias}]
  no_match: [{manufacturer: Nobody}]
"""


def test_a_name_of_two_entities_is_a_mistake(write_pack: Write, compiled):
    other = OTHER.replace("PART", "brands:\n  - {text: AcmeView, source: gazette}")
    with pytest.raises(PackError, match="'AcmeView' of other is a name of acme too"):
        compiled(write_pack(entities__other_DOT_yaml=other))


@pytest.mark.parametrize(
    "part",
    [
        "relabels:\n  - {brand: AcmeView, scope: some, confidence: high, source: gazette}",
        "brands:\n  - {text: AcmeView, source: gazette, until: 2014-12-31}",
        "relabels:\n  - {brand: Coyote, scope: some, confidence: high, source: gazette}",
    ],
)
def test_relabels_and_names_held_one_after_the_other_may_be_shared(write_pack: Write, compiled, part: str):
    made = compiled(write_pack(entities__other_DOT_yaml=OTHER.replace("PART", part)))
    shared = made.names["coyote" if "Coyote" in part else "acmeview"]
    assert {row.entity for row in shared} == {"acme", "other"}


def test_an_id_of_two_packs_is_a_mistake(write_pack: Write, compiled):
    with pytest.raises(PackError, match="stands in another file too"):
        compiled(write_pack(), write_pack(folder="again"))


@pytest.mark.parametrize("name", ["entities/acme.yml", "notes.txt", "identifiers/mac.csv", "entities/deep/x.yaml"])
def test_a_file_of_another_name_is_a_mistake(write_pack: Write, compiled, name: str):
    folder = write_pack()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("")
    with pytest.raises(PackError, match="no file of this name") as raised:
        compiled(folder)
    assert raised.value.path == (folder / name).as_posix()


def test_hidden_files_and_notes_are_passed_over(write_pack: Write, compiled):
    folder = write_pack()
    (folder / ".swp").write_text("")
    (folder / "README.md").write_text("")
    compiled(folder)


def test_a_link_that_leads_outside_is_refused(write_pack: Write, compiled, tmp_path: Path):
    folder = write_pack()
    (tmp_path / "secret.yaml").write_text("id: secret")
    (folder / "entities/secret.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(PackError, match="leads out of the pack"):
        compiled(folder)


def test_a_link_in_a_circle_is_refused(write_pack: Write, compiled):
    folder = write_pack()
    (folder / "regimes/loop").symlink_to(folder, target_is_directory=True)
    with pytest.raises(PackError, match="leads out of the pack"):
        compiled(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in its file system")
def test_a_pipe_is_refused_and_not_waited_for(write_pack: Write, compiled):
    folder = write_pack()
    os.mkfifo(folder / "entities/pipe.yaml")
    with pytest.raises(PackError, match="not a regular file"):
        compiled(folder)


@pytest.mark.parametrize(
    ("content", "message", "column"),
    [(b"id: \xff\n", "not UTF-8", 5), (b"\xef\xbb\xbfid: x\n", "byte order mark", 1), (b"id: a\0\n", "NUL", 6)],
)
def test_bytes_that_are_no_text_are_named_with_their_place(write_pack, compiled, content, message, column):
    folder = write_pack()
    (folder / ACME).write_bytes(content)
    with pytest.raises(PackError, match=message) as raised:
        compiled(folder)
    assert (raised.value.line, raised.value.column) == (1, column)


@pytest.mark.parametrize("text", ["[" * 5000, "a: " + "{a: " * 5000, "- " * 5000, "? " * 5000])
def test_deep_nesting_costs_a_message_and_not_the_machine(write_pack, compiled, text: str):
    with pytest.raises(PackError, match=r"nested deeper|a key is not text|not YAML"):
        compiled(write_pack((ACME, "short: Acme\n", f"short: Acme\n{text}")))


@pytest.mark.parametrize("missing", ["pack.yaml", ""])
def test_a_folder_that_is_no_pack_is_named(write_pack: Write, compiled, missing: str, tmp_path: Path):
    folder = write_pack() if missing else tmp_path / "nowhere"
    (folder / (missing or "x")).unlink(missing_ok=True)
    with pytest.raises(PackError, match=r"no pack\.yaml|not a folder"):
        compiled(folder)


def test_a_recorded_list_must_be_as_recorded(problems: Find):
    record = (
        'lists:\n  - {id: no-list, title: L, url: "https://example.org/", date: 2026-01-01, rows: 3, sha256: HASH}\n'
    )
    found = problems(("pack.yaml", "", record.replace("HASH", "0" * 64)))
    assert ["its rows is 2" in found[0].message, "its sha256 is" in found[1].message] == [True, True]
    assert (found[0].path, found[0].line) == ("pack.yaml", 6)
