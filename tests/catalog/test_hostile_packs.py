"""Packs that mean harm, or mistakes that would switch a ban off: refused with file, line and mend, or bounded."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from banlint.catalog import load, rules_folder
from banlint.catalog.compile import compile_packs
from banlint.catalog.files import read_folder
from banlint.catalog.index import Catalog
from banlint.errors import PackError
from banlint.limits import DEFAULT
from banlint.match.models import ModelMatcher
from banlint.model import Problem, Role

Find = Callable[..., list[Problem]]
Write = Callable[..., Path]
ACME, BAN, MANIFEST = "entities/acme.yaml", "regimes/no/no-ban.yaml", "pack.yaml"
ALIAS = "{text: Acme, kind: alias, source: gazette}"
PATTERN = r"'\bAC-2[0-9]{3}\b'"

# What is changed in a sound pack, the text that takes its place, and a word of the complaint.
REFUSED = {
    "empty alias": (ACME, "{text: Acme,", "{text: '',", "empty"),
    "blank alias": (ACME, "{text: Acme,", "{text: '   ',", "'   '"),
    "alias of punctuation": (ACME, "{text: Acme,", "{text: '---',", "no letter or digit"),
    "invisible alias": (ACME, "{text: Acme,", '{text: "\\u200b",', "no letter or digit"),
    "one letter that is no exact name": (ACME, "{text: Acme,", "{text: A,", "exact"),
    "rule with nothing to match": (ACME, "names:", "nomes:", "nomes"),
    "misspelt field": (ACME, "names:\n", "alias: [Huawei]\nnames:\n", "alias"),
    "text where a list is wanted": (ACME, "aliases: [Beep Beep Devices]", "aliases: Huawei", "array"),
    "null list": (ACME, "aliases: [Beep Beep Devices]", "aliases:", "array"),
    "nested list": (ACME, "aliases: [Beep Beep Devices]", "aliases: [[Huawei]]", "string"),
    "days that are swapped": (ACME, "until: 2022-11-24", "until: 2002-11-24", "before"),
    "day that is none": (BAN, "on: 2019-08-13", "on: 2024-02-30", "not a day"),
    "script address": (BAN, "https://example.org/ban", "javascript:x", "javascript:x"),
    "file address": (BAN, "https://example.org/ban", "file:///etc/passwd", "file:///etc/passwd"),
    "id that is a path": (ACME, "id: acme", "id: ../../x", "../../x"),
    "id with an escape": (ACME, "id: acme", 'id: "\\e[31mT"', "id"),
    "effect that is none": (BAN, "effect: prohibited", "effect: whatever", "whatever"),
    "data that names code": (ACME, "names:\n", "plugin: 'os:system'\nnames:\n", "plugin"),
    "broken pattern": (ACME, PATTERN, "'(['", "RE2"),
    "back reference": (ACME, PATTERN, r"'(a)\1'", "RE2"),
    "look behind": (ACME, PATTERN, "'(?<!x)AC'", "RE2"),
    "pattern of anything": (ACME, PATTERN, "'(?:.*)*'", "empty"),
    "repeat that explodes": (ACME, PATTERN, "'(a{1000}){1000}'", "RE2"),
    "pattern that misses its own example": (ACME, PATTERN, r"'\p{L}+'", "match"),
    "regime without listings": (BAN, "listings:", "listing:", "listing"),
    "pack that extends another": (MANIFEST, "name: test-pack", "extends: ../../../../etc/passwd\nname: test-pack", "extends"),
    "schema from elsewhere": (MANIFEST, "name: test-pack", "$schema: 'http://127.0.0.1:9/s'\nname: test-pack", "$schema"),
    "reference in a schema's way": (ACME, "names:\n", "$ref: 'file:///etc/passwd'\nnames:\n", "$ref"),
    "entity that is not there": (BAN, "entity: acme", "entity: acmee", "acmee"),
    "list outside the pack": (MANIFEST, "edition: 2026-01-02\n", "edition: 2026-01-02\nlists:\n  - {id: x, title: X, url: 'https://example.org/', date: 2026-01-01, rows: 1, sha256: " + "0" * 64 + ", path: ../../x.csv}\n", "../../x.csv"),
    "address of a list that is no https": (MANIFEST, "edition: 2026-01-02\n", "edition: 2026-01-02\nlists:\n  - {id: x, title: X, url: 'https://example.org/', date: 2026-01-01, rows: 1, sha256: " + "0" * 64 + ", download: ['http://example.org/']}\n", "example.org"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_mistake_or_a_trick_is_named_with_file_line_and_mend(problems: Find, name: str):
    file, old, new, said = REFUSED[name]
    found = problems((file, old, new))
    assert any(said in f"{problem.message} {problem.mend}" for problem in found), found
    assert all(problem.path and problem.line and problem.mend for problem in found)
    assert all("\x1b" not in problem.message for problem in found)


REDOS = [
    r"^(a+)+$", r"^(a|a)*$", r"^(a|aa)+$", r"(x+x+)+y", r"^(\w+\s?)*$", r"^([A-Z0-9])(([\-.]|[_]+)?([A-Z0-9]+))*$",
    r"(.*)*=", r"(\d+)*x", r"^(?:a?){40}a{40}$", r"(?=(a+))a*b\1", r"^(\d+\.?)+$", r"""(["'])(?:\\?.)*?\1$""",
]  # fmt: skip


@pytest.mark.parametrize("pattern", REDOS)
def test_a_pattern_made_to_hang_is_refused_or_takes_no_longer_than_another(
    write_pack: Write, compiled: Callable[..., Catalog], pattern: str
):
    quoted = "'" + f"(?:AC-2[0-9]{{3}}|{pattern})".replace("'", "''") + "'"
    began = time.process_time()
    try:
        made = compiled(write_pack((ACME, PATTERN, quoted)))
    except PackError as error:
        problems = error.problems or (error.problem(),)
    else:
        problems = ()
        ModelMatcher(made).match(Role.MODEL, "A" * 380 + "!")
    assert all(problem.path.endswith("acme.yaml") and problem.line for problem in problems)
    assert time.process_time() - began < 2


def test_a_hundred_thousand_aliases_are_too_many_for_an_entity_file(problems: Find):
    aliases = ", ".join(f"Vendor {number}" for number in range(100_000))
    began = time.process_time()
    found = problems((ACME, "[Beep Beep Devices]", f"[{aliases}]"))
    assert found[0].path == ACME
    assert time.process_time() - began < 20


def test_a_list_of_fifty_thousand_rows_is_compiled_in_its_bounds(write_pack: Write, compiled: Callable[..., Catalog]):
    rows = "".join(f"Vendor {number} Works,,,,,,\n" for number in range(50_000))
    began = time.process_time()
    made = compiled(
        write_pack(lists__long_DOT_csv=f"name,aliases,country,listed_on,delisted_on,citation,entity\n{rows}")
    )
    assert time.process_time() - began < 30
    assert made.listed["vendor 49999 works"][0].entity == "long:vendor-49999-works"


def test_a_file_over_the_limit_is_refused_before_it_is_read(write_pack: Write):
    folder = write_pack()
    with (folder / "lists/huge.csv").open("wb") as file:
        file.truncate(DEFAULT.pack_file_bytes + 1)
    with pytest.raises(PackError, match="at most") as raised:
        read_folder(folder)
    assert raised.value.path.endswith("huge.csv")


@pytest.mark.parametrize("name", ["lists/away.csv", "entities/away.yaml"])
def test_a_link_out_of_the_folder_is_refused(write_pack: Write, tmp_path: Path, name: str):
    folder = write_pack()
    (tmp_path / "secret").write_text("name\n")
    (folder / name).symlink_to(tmp_path / "secret")
    with pytest.raises(PackError, match="leads out of the pack") as raised:
        read_folder(folder)
    assert raised.value.path.endswith(name)


def test_earlier_editions_beside_a_list_are_no_part_of_the_pack(write_pack: Write):
    folder = write_pack()
    before = read_folder(folder).sha256
    (folder / "lists/.previous").mkdir()
    (folder / "lists/.previous/no-list-2020-01-01.csv").write_text("anything")
    assert read_folder(folder).sha256 == before


def test_nothing_of_a_broken_pack_is_used(write_pack: Write):
    folder = write_pack(("lists/no-list.csv", "2021-01-02", "2019-01-02"))
    with pytest.raises(PackError):
        load([folder])
    rules = read_folder(rules_folder())
    with pytest.raises(PackError):
        compile_packs([rules, read_folder(folder)], rules)


def test_one_id_in_two_packs_is_refused_and_the_other_file_named(write_pack: Write, tmp_path: Path):
    one, other = write_pack(), write_pack(("pack.yaml", "test-pack", "other-pack"), folder="other")
    with pytest.raises(PackError) as raised:
        compile_packs([read_folder(one), read_folder(other)], read_folder(rules_folder()))
    assert any("stands in another file too" in problem.message for problem in raised.value.problems)
