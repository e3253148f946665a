from __future__ import annotations

from unicodedata import lookup, name

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small_catalog import Found, build, engine_of

from banlint.match.engine import Engine
from banlint.match.names import NameMatcher
from banlint.match.spelling import _LOOK_ALIKES, LOOK_ALIKE, latin
from banlint.model import Role

MAKER = Role.MANUFACTURER
ENGINE = engine_of(build())
MISSPELT = {("hikvision", "alias", "probable")}


def notes(value: str) -> set[str]:
    return {match.note for match in ENGINE.lookup(MAKER, value)}


@pytest.mark.parametrize("value", ["Hikvsion", "Hikvisiion", "Hikvisoin", "HIKVISIOM"])
def test_one_slip_of_the_pen_is_probably_the_name_and_is_said(found: Found, value: str) -> None:
    assert found(MAKER, value) == MISSPELT
    assert notes(value) == {"misspelt"}


def test_a_slip_in_one_word_of_several_counts(found: Found) -> None:
    assert found(MAKER, "Zhejiang Dahua Tecnology Co., Ltd.") == {("dahua", "alias", "probable")}


@pytest.mark.parametrize(
    "value",
    ["Nikvision", "Hikvsin", "Haivision", "Huaweii Optics", "Hurray Cloud", "Dahau", "ZTF", "DJJ", "HIC", "Hikvisi0n",
     "Zhejiang Dohua Technology", "ZXE Corporation", "Honeywel"],
)  # fmt: skip
def test_another_first_letter_two_slips_a_short_word_a_known_firm_and_anothers_brand_are_no_misspelling(
    found: Found, value: str
) -> None:
    assert found(MAKER, value) == set()


def test_a_listed_misspelling_stays_what_the_catalog_says_and_is_no_base_for_another_slip(found: Found) -> None:
    assert found(MAKER, "Hikvison") == MISSPELT
    assert notes("Hikvison") == {""}
    assert found(MAKER, "Hikvissn") == set()


def test_a_seller_is_no_surer_for_being_misspelt(found: Found) -> None:
    assert found(Role.SUPPLIER, "Hikvisoin") == {("hikvision", "alias", "possible")}


@given(st.sampled_from(["hikvision", "huawei"]), st.data())
def test_every_single_edit_after_the_first_letter_is_found(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    edits = [name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :], name[:at] + name[at + 1 :]]
    if at + 1 < len(name):
        edits.append(name[:at] + name[at + 1] + name[at] + name[at + 2 :])
    edit = data.draw(st.sampled_from(edits))
    assume(len(edit) >= 6 and edit not in ("hikvison", "haivision"))
    assert any(match.entity in ("hikvision", "huawei") for match in ENGINE.lookup(MAKER, edit))


@pytest.mark.parametrize(
    ("letters", "entity"),
    [("H\u0456kvision", "hikvision"), ("\u041d\u0456kvision", "hikvision"), ("D\u0430hua", "dahua"),
     ("Z\u0422\u0415", "zte"), ("\u0397uawei Technologies", "huawei")],
)  # fmt: skip
def test_letters_that_only_look_latin_are_read_as_latin_and_said(letters: str, entity: str) -> None:
    assert {match.entity for match in ENGINE.lookup(MAKER, letters)} == {entity}
    assert notes(letters) == {"written with look-alike characters"}


def test_a_word_all_in_another_script_is_that_scripts_word() -> None:
    assert latin("\u0430\u0441\u0435") == ""
    assert ENGINE.lookup(MAKER, "\u0425\u0410\u0422\u0410") == ()


def test_characters_that_cannot_be_seen_are_dropped_and_said(found: Found) -> None:
    assert found(MAKER, "Hik\u200bvision") == {("hikvision", "alias", "certain")}
    assert notes("Hik\u200bvision") == {"written with invisible characters"}
    assert notes("Hikvision\t") == {""}
    assert notes("\u534e\u4e3a") == {""}


@given(st.text(max_size=60))
def test_undoing_look_alikes_twice_is_undoing_them_once(value: str) -> None:
    assert latin(latin(value)) == ""


def test_a_word_that_passes_for_latin_beside_one_that_is_a_name_is_folded_and_told(engine: Engine) -> None:
    (found,) = engine.lookup(Role.MANUFACTURER, "Huawei \u0422echnologies Co., Ltd.")
    assert (found.term, found.confidence) == ("Huawei Technologies Co., Ltd.", "certain")
    assert LOOK_ALIKE in found.note


def test_a_word_of_another_script_is_no_look_alike(engine: Engine) -> None:
    (found,) = engine.lookup(Role.MANUFACTURER, "Huawei \u0422\u0435\u0445\u043d\u043e")
    assert LOOK_ALIKE not in found.note


CYRILLIC = {
    "A": "A", "B": "VE", "E": "IE", "K": "KA", "M": "EM", "H": "EN", "O": "O", "P": "ER", "C": "ES", "T": "TE", "Y": "U",
    "X": "HA", "I": "BYELORUSSIAN-UKRAINIAN I", "S": "DZE", "J": "JE", "Q": "QA", "W": "WE", "V": "IZHITSA",
    "a": "A", "e": "IE", "o": "O", "p": "ER", "c": "ES", "y": "U", "x": "HA", "i": "BYELORUSSIAN-UKRAINIAN I",
    "s": "DZE", "j": "JE", "h": "SHHA", "d": "KOMI DE", "q": "QA", "w": "WE", "v": "IZHITSA",
}  # fmt: skip
GREEK = {
    "A": "ALPHA", "B": "BETA", "E": "EPSILON", "Z": "ZETA", "H": "ETA", "I": "IOTA", "K": "KAPPA", "M": "MU", "N": "NU",
    "O": "OMICRON", "P": "RHO", "T": "TAU", "Y": "UPSILON", "X": "CHI", "o": "OMICRON", "v": "NU", "a": "ALPHA",
    "i": "IOTA", "p": "RHO", "u": "UPSILON", "y": "GAMMA",
}  # fmt: skip


@pytest.mark.parametrize(("script", "names"), [("CYRILLIC", CYRILLIC), ("GREEK", GREEK)])
def test_letters_are_taken_for_those_they_look_like(script: str, names: dict[str, str]) -> None:
    of_script = {
        letter: lookup(f"{script} {'CAPITAL' if letter.isupper() else 'SMALL'} LETTER {name}")
        for letter, name in names.items()
    }
    assert {ord(other): letter for letter, other in of_script.items()}.items() <= _LOOK_ALIKES.items()
    assert {chr(code) for code in _LOOK_ALIKES if script in name(chr(code))} == set(of_script.values())


def test_letters_of_latin_itself_that_pass_for_plain_ones_are_taken_for_them() -> None:
    others = {
        lookup("LATIN SMALL LETTER DOTLESS I"): "i",
        lookup("LATIN SMALL LETTER SCRIPT G"): "g",
        lookup("LATIN SMALL LETTER ALPHA"): "a",
        lookup("LATIN LETTER DENTAL CLICK"): "l",
    }
    assert {chr(code): letter for code, letter in _LOOK_ALIKES.items() if name(chr(code)).startswith("LATIN")} == others


@pytest.mark.parametrize("known", ["huawai", "huawai technologies"])
def test_a_firm_that_is_known_is_no_misspelling_of_another(known: str) -> None:
    catalog = build()
    assert [one.entity for one in NameMatcher(catalog).match(MAKER, known)] == ["huawei"]
    catalog = build()
    catalog.makers = frozenset({"huawai"})
    assert NameMatcher(catalog).match(MAKER, known) == ()


@pytest.mark.parametrize(("length", "entities"), [(60, ["acme"]), (61, [])])
def test_slips_are_looked_for_in_sixty_characters(length: int, entities: list[str]) -> None:
    written = "acmevision" * 7
    names = NameMatcher(build((("acme", "alias", "certain", written[:length], "", "", False),)))
    slip = written[:4] + "x" + written[5:length]
    assert [one.entity for one in names.match(MAKER, slip)] == entities
