"""A small pack of invented companies, written as a real folder, and ways to break it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from banlint.catalog import rules_folder
from banlint.catalog.compile import compile_packs
from banlint.catalog.files import read_folder
from banlint.catalog.index import Catalog
from banlint.catalog.store import Index
from banlint.errors import PackError
from banlint.model import Problem

PACK = {
    "pack.yaml": """\
name: test-pack
title: A pack for tests
version: 1.2.3
edition: 2026-01-02
""",
    "sources.yaml": """\
gazette: {title: The Gazette, url: "https://example.org/gazette", read: 2026-01-01, official: true}
""",
    "vocabulary.yaml": """\
parties: {buyer: a public buyer}
acts: {buy: {may_not: may not buy it}}
categories:
  video: {title: video equipment}
  camera: {title: camera, words: [cam], within: [video]}
purposes:
  patrol: {title: patrol}
site_kinds:
  port: {title: port}
trades:
  food: {title: food, words: [foods, Bäckerei]}
beside:
  goes_with: [for, Für, fur]
  about_another: [formerly, "no"]
  fillers: [der, The]
  made: [Built]
  original: [oem]
  denials: [niet]
placeholders: ["n/a", To be filled by O.E.M., n.a.]
""",
    "entities/acme.yaml": r"""
id: acme
name: Acme Devices Co., Ltd.
short: Acme
country: NO
summary: An invented maker.
names:
  - {text: "Acme Devices Co., Ltd.", kind: official, source: gazette}
  - {text: Acme, kind: alias, source: gazette}
  - {text: AC, kind: alias, exact: true, source: gazette}
  - {text: Acmee, kind: misspelling, source: gazette}
brands:
  - {text: AcmeView, source: gazette, since: 2015-01-01}
affiliates:
  - name: Roadrunner Networks GmbH
    aliases: [Beep Beep Devices]
    relation: subsidiary
    since: 2013-01-01
    until: 2022-11-24
    confidence: high
    source: gazette
relabels:
  - {brand: Coyote, scope: some, among: [acme], confidence: medium, source: gazette}
models:
  - id: ac-2
    family: AC-2 cameras
    pattern: '\bAC-2[0-9]{3}\b'
    stands_alone: true
    confidence: certain
    source: gazette
    match: [AC-2143, ac-2001]
    no_match: [DS918]
look_alikes:
  - {text: Acme Bakery, why: it bakes, source: gazette}
examples:
  match:
    - {manufacturer: ACME, basis: alias}
  no_match:
    - {manufacturer: Acme Bakery}
""".lstrip(),
    "regimes/no/no-ban.yaml": """\
id: no-ban
title: The Ban Act
short: The Ban
jurisdiction: "NO"
kind: procurement-ban
effect: prohibited
confidence: high
summary: Nobody may buy it.
law:
  - {citation: Ban Act s.1, url: "https://example.org/ban", source: gazette}
clauses:
  - {id: buy, parties: [buyer], acts: [buy], citation: Ban Act s.1, says: a public buyer may not buy it}
stages:
  - {state: enacted, on: 2018-08-13, source: gazette}
  - {state: effective, on: 2019-08-13, source: gazette}
covers:
  categories: [video]
conditions:
  purpose:
    title: used on patrol
    when: {any: [{fact: purpose, in: [patrol]}, {fact: site_kind, in: [port]}]}
    question: What is it used for?
    answer_in: [purpose]
listings:
  - entity: acme
    conditions: [purpose]
    citation: Ban Act s.2
    url: https://example.org/ban
    read: 2026-01-01
    confidence: high
    source: gazette
""",
    "profiles/buyer.yaml": """\
id: buyer
title: a public buyer
parties: [buyer]
acts: [buy]
jurisdictions: ["NO"]
""",
    "identifiers/oui.csv": """\
prefix,registrant,entity,basis,until,source
AABBCC,"Acme Devices Co., Ltd.",acme,parent,,gazette
AABBCCD,Somebody Else,,trap,,gazette
""",
    "identifiers/snmp.csv": """\
enterprise,registrant,entity,status,source
99999,Acme,acme,assigned,gazette
99998,Acme,acme,squatted,gazette
""",
    "identifiers/bus.csv": "bus,vendor,registrant,entity,source\npci,abcd,Acme,acme,gazette\n",
    "identifiers/cpe.csv": "vendor,entity,confidence,source\nacme,acme,probable,gazette\n",
    "identifiers/fcc.csv": "grantee,registrant,entity,confidence,source\n2ABCD,Acme,acme,certain,gazette\n",
    "lists/no-list.csv": """\
name,aliases,country,listed_on,delisted_on,citation,entity
Wile Trading LLC,Wile; 威利贸易有限公司,CN,2020-01-02,,List no. 1,
Acme Rockets,,,2020-01-02,2021-01-02,List no. 2,acme
""",
}

Change = tuple[str, str, str]
"""A file of the pack, a text in it, and what stands there instead; an empty second text appends."""


@pytest.fixture
def write_pack(tmp_path: Path) -> Callable[..., Path]:
    """Writes the pack with some of its text changed and some of its files replaced, and says where it is."""

    def write(*changes: Change, folder: str = "pack", **files: str) -> Path:
        contents = PACK | {name.replace("__", "/").replace("_DOT_", "."): text for name, text in files.items()}
        for name, old, new in changes:
            assert old in contents[name], f"{old!r} is not in {name}"
            contents[name] = contents[name].replace(old, new, 1) if old else contents[name] + new
        for name, text in contents.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return tmp_path / folder

    return write


def build(*folders: Path) -> Catalog:
    """The catalog of the packs in `folders`, compiled in memory."""
    return Catalog(Index(compile_packs([read_folder(folder) for folder in folders], read_folder(rules_folder()))))


@pytest.fixture
def catalog(write_pack: Callable[..., Path]) -> Catalog:
    """The catalog of the unbroken pack."""
    return build(write_pack())


@pytest.fixture
def compiled() -> Callable[..., Catalog]:
    """`build`, for tests that write packs of their own."""
    return build


@pytest.fixture
def problems(write_pack: Callable[..., Path]) -> Callable[..., list[Problem]]:
    """What is wrong with the pack once `changes` are made to it, with paths relative to it."""

    def find(*changes: Change, **files: str) -> list[Problem]:
        folder = write_pack(*changes, **files)
        with pytest.raises(PackError) as raised:
            build(folder)
        found = raised.value.problems or (raised.value.problem(),)
        return [problem._replace(path=problem.path.removeprefix(f"{folder.as_posix()}/")) for problem in found]

    return find
