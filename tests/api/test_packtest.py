"""A pack put to the test: what its examples have to come to, what it has to hold, and where it says otherwise."""

import hashlib
from pathlib import Path

import pytest

from banlint.api.packtest import test_pack as put_to_the_test
from banlint.cli.main import main

# It bears the name of our own pack and so stands alone: what is tested is a few files and not all of ours.
PACK = {
    "pack.yaml": """\
name: banlint-rules
title: A pack for tests
version: 1.0.0
edition: 2026-01-02
""",
    "sources.yaml": 'gazette: {title: The Gazette, url: "https://example.org/gazette", read: 2026-01-01}\n',
    "vocabulary.yaml": """\
parties: {buyer: a public buyer}
acts: {buy: {may_not: may not buy it}}
categories: {camera: {title: camera, words: [cam]}}
purposes: {patrol: {title: patrol}}
site_kinds: {port: {title: port}}
""",
    "profiles/buyer.yaml": "id: buyer\ntitle: a buyer\nparties: [buyer]\nacts: [buy]\njurisdictions: [XX]\n",
    "entities/acme.yaml": """\
id: acme
name: Acme Devices Co., Ltd.
short: Acme
country: CN
summary: Invented.
names:
  - {text: "Acme Devices Co., Ltd.", kind: official, source: gazette}
  - {text: Acme, kind: alias, source: gazette}
affiliates:
  - {name: Beep Optics, relation: subsidiary, until: 2020-01-01, confidence: high, source: gazette}
examples:
  match:
    - {manufacturer: ACME, basis: alias, confidence: certain}
    - {manufacturer: Beep Optics, basis: affiliate}
  no_match:
    - {manufacturer: Acmee}
    - {manufacturer: Beep Optics}
""",
    "entities/coyote.yaml": """\
id: coyote
name: Coyote Holdings
short: Coyote
country: CN
summary: Invented.
names:
  - {text: Coyote Holdings, kind: official, source: gazette}
examples:
  match:
    - {manufacturer: Coyote Holdings, basis: official-name}
  no_match:
    - {manufacturer: Road Runner}
""",
    "regimes/xx/xx-ban.yaml": """\
id: xx-ban
title: The Ban Act
short: The Ban
jurisdiction: XX
kind: procurement-ban
effect: prohibited
confidence: high
summary: Nobody may buy it.
law:
  - {citation: Ban Act s.1, url: "https://example.org/ban", source: gazette}
clauses:
  - {id: buy, parties: [buyer], acts: [buy], citation: Ban Act s.1, says: a public buyer may not buy it}
stages:
  - {state: effective, on: 2019-08-13, source: gazette}
covers: {goods: finished}
listings:
  - {entity: acme, citation: Ban Act s.2, url: "https://example.org/ban", read: 2026-01-01, confidence: high, source: gazette}
examples:
  - {profile: buyer, as_of: 2020-01-01, asset: {manufacturer: Acme, category: cam}, verdict: prohibited, entity: acme}
  - {profile: buyer, as_of: 2019-01-01, asset: {manufacturer: Acme}, verdict: none}
  - {profile: buyer, as_of: 2020-01-01, asset: {manufacturer: Beep, components: [{manufacturer: Acme}]}, verdict: none}
""",
}


@pytest.fixture
def pack(tmp_path):
    """Writes the pack with one text of one file changed, and says where it is."""

    def write(name="", old="", new=""):
        assert old in PACK.get(name, "")
        for path, whole in PACK.items():
            text = whole.replace(old, new, 1) if path == name else whole
            file = tmp_path / "pack" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path / "pack"

    return write


def test_a_sound_pack_is_counted(pack):
    report = put_to_the_test(pack())
    assert (report.status, report.failed, report.broken, report.warnings) == (0, (), (), ())
    assert (report.entities, report.regimes, report.listings, report.examples) == (2, 1, 1, 9)


ENTITY, REGIME = "entities/acme.yaml", "regimes/xx/xx-ban.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "message"),
    [
        (ENTITY, "manufacturer: ACME,", "manufacturer: Akme,", 13, "the example meets nothing, not acme"),
        (ENTITY, "manufacturer: ACME,", "manufacturer: Coyote Holdings,", 13, "the example meets coyote, not acme"),
        (ENTITY, "manufacturer: ACME,", "manufacturer: ACME, brand: Coyote Holdings,", 13, "the example meets coyote too"),
        (ENTITY, "basis: alias,", "basis: oui,", 13, "it is met by alias, not oui"),
        (ENTITY, "confidence: certain}", "confidence: possible}", 13, "it is certain, not possible"),
        (ENTITY, "- {manufacturer: Acmee}", "- {manufacturer: Acme Cameras}", 16, "the example is acme: manufacturer Acme Cameras met"),
        (REGIME, ', url: "https://example.org/ban", source: gazette}\nclauses', ", source: gazette}\nclauses", 10, "no official address"),
        (REGIME, "as_of: 2019-01-01", "as_of: 2021-01-01", 20, "the example is prohibited, not none: a public buyer"),
        (REGIME, "manufacturer: Acme, category", "manufacturer: Beep, category", 19, "the example is none, not prohibited"),
        (REGIME, "verdict: prohibited, entity: acme", "verdict: prohibited, entity: coyote", 19, "found for acme, not coyote"),
        (REGIME, "profile: buyer, as_of: 2020-01-01, asset: {manufacturer: Acme, c", "profile: seller, as_of: 2020-01-01, asset: {manufacturer: Acme, c", 19, "there is no profile 'seller'"),
    ],
)  # fmt: skip
def test_what_fails_is_named_with_its_file_and_line(pack, name, old, new, line, message):
    folder = pack(name, old, new)
    report = put_to_the_test(folder)
    assert report.status == 1
    found = [problem for problem in report.failed if message in problem.message]
    assert [(Path(problem.path), problem.line) for problem in found] == [(folder / name, line)]
    assert found[0].mend


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (ENTITY, "id: acme", "id: acmee", "is not the file's name"),
        (ENTITY, "source: gazette", "source: gazete", "there is no source 'gazete'"),
        (REGIME, "entity: acme, citation", "entity: akme, citation", "there is no entity 'akme'"),
        (REGIME, "verdict: none", "verdict: banned", ""),
        (ENTITY, "  no_match:\n    - {manufacturer: Acmee}\n    - {manufacturer: Beep Optics}\n", "", "'no_match' is missing"),
        (REGIME, ", read: 2026-01-01, confidence", ", confidence", "'read' is missing"),
        (REGIME, "listings:\n", 'listings:\n  - {capability: [flying], citation: c, url: "https://example.org/b", read: 2026-01-01, confidence: high, source: gazette}\n', "there is no capability 'flying'"),
        ("pack.yaml", "name: ", "nome: ", ""),
    ],
)  # fmt: skip
def test_a_pack_that_cannot_be_used_is_broken_and_nothing_else_is_tested(pack, name, old, new, message):
    report = put_to_the_test(pack(name, old, new))
    assert report.status == 2
    assert report.examples == 0
    assert any(message in problem.message for problem in report.broken)


def test_a_list_that_has_grown_old_is_a_warning(pack):
    folder = pack()
    manifest = folder / "pack.yaml"
    (folder / "identifiers").mkdir()
    (folder / "identifiers/cpe.csv").write_text("vendor,entity,confidence,source\n")
    sha256 = hashlib.sha256((folder / "identifiers/cpe.csv").read_bytes()).hexdigest()
    entry = f'{{id: old, title: L, url: "https://example.org/l", date: 2019-01-01, rows: 0, sha256: "{sha256}", path: identifiers/cpe.csv}}'
    manifest.write_text(f"{manifest.read_text()}lists:\n  - {entry}\n")
    report = put_to_the_test(folder)
    assert (report.status, report.broken) == (0, ())
    assert [("old" in one.message, one.line) for one in report.warnings] == [(True, 6)]


@pytest.mark.parametrize(
    ("change", "status", "summary"),
    [
        ((), 0, ": sound: 1 regime, 1 listing, 2 entities, 9 examples\n"),
        (
            (ENTITY, "manufacturer: ACME", "manufacturer: Akme"),
            1,
            ": 1 failed: 1 regime, 1 listing, 2 entities, 9 examples\n",
        ),
        (("pack.yaml", "name: ", "nome: "), 2, "nothing else was tested\n"),
    ],
)
def test_the_command_says_so_and_exits_accordingly(pack, capsys, change, status, summary):
    assert main(["test", str(pack(*change))]) == status
    told = capsys.readouterr()
    assert told.out.endswith(summary)
    assert bool(told.err) is (status > 0)
