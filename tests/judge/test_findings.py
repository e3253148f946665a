"""What a finding rests on, what it is known by, and what answers may say."""

import re

import pytest

from banlint.catalog import load
from banlint.errors import ConfigError
from banlint.inventories.generic import Generic
from banlint.judge.derived import derived
from banlint.judge.factsfile import read
from banlint.judge.scope import countries_of
from banlint.judge.vocabulary import Vocabulary
from banlint.model import Fact


def known_by(findings):
    (one,) = findings
    return one.fingerprint


def test_a_finding_is_known_by_thirty_two_digits_of_what_names_the_asset(bench, made):
    made = bench(made({"entity": "acme"}))
    own = known_by(made(name="cam", manufacturer="Acme", serial="S1", model="X"))
    assert re.fullmatch(r"[0-9a-f]{32}", own)
    assert own == known_by(made(model="X", serial="S1", manufacturer="Acme", name="cam"))
    assert own == known_by(made(name="cam", manufacturer="Acme", serial="S1 ", model="X", purpose="fun"))
    for other in ({"name": "cam-2"}, {"serial": "S2"}, {"model": "Y"}):
        assert own != known_by(made(**{"name": "cam", "manufacturer": "Acme", "serial": "S1", "model": "X", **other}))


@pytest.mark.parametrize(
    ("origin", "verdicts"),
    [
        ("CN", ["prohibited"]),
        ("China", ["prohibited"]),
        ("US", []),
        ("CN, MX", ["needs-facts"]),
        ("MX, US", []),
        (None, ["needs-facts"]),
    ],
)
def test_what_is_made_in_one_country_alone_is_settled(bench, made, origin, verdicts):
    ask = bench(made({"origin": ["CN"]}, covers={"categories": ["video"]}))
    asset = {"name": "cam", "manufacturer": "Beep", "category": "cam"} | (
        {"country_of_origin": origin} if origin else {}
    )
    found = ask(**asset)
    assert [one.verdict.value for one in found] == verdicts
    if verdicts == ["prohibited"]:
        evidence = next(one for one in found[0].evidence if one.identifier.role == "origin")
        assert (evidence.identifier.value, evidence.match.term, evidence.match.entity) == (origin, "CN", "")


@pytest.mark.parametrize(("length", "fits"), [(500, True), (501, False)])
def test_five_hundred_characters_fit_an_answer(length, fits):
    text = f"facts:\n  - asset: a\n    answers: {{purpose: {'x' * length}}}\n".encode()
    if fits:
        assert read(text, "f.yaml")
        return
    with pytest.raises(ConfigError, match="is longer than 500 characters"):
        read(text, "f.yaml")


@pytest.mark.parametrize(("said", "shown"), [("x" * 60, "x" * 60), ("x" * 61, "x" * 60 + "... (1 more characters)")])
def test_a_day_that_is_none_is_shown_in_part(said, shown):
    with pytest.raises(ConfigError) as raised:
        read(f"facts:\n  - asset: a\n    answers: {{retired_on: {said}}}\n".encode(), "f.yaml")
    assert raised.value.problem().message == f"`retired_on: {shown}` is not a day"


@pytest.mark.parametrize(("said", "fits"), [("yes", True), ("no", True), ("perhaps", False)])
def test_what_is_asked_with_yes_or_no_is_answered_so(said, fits):
    words = Vocabulary(load().vocabulary)
    text = f"facts:\n  - asset: a\n    answers: {{essential: {said}, purpose: perhaps}}\n".encode()
    if fits:
        assert read(text, "f.yaml", words)
        return
    assert read(text, "f.yaml")
    with pytest.raises(ConfigError, match="is neither yes nor no"):
        read(text, "f.yaml", words)


def test_a_finding_shows_what_the_asset_says_of_itself_and_who_sold_it(bench, made):
    ask = bench(made({"entity": "acme"}))
    (one,) = ask(name="cam", manufacturer="Acme", supplier="CDW", purpose="fun", site={"kind": "port"})
    assert (one.facts["supplier"], one.facts["purpose"], one.facts["site.kind"]) == ("CDW", "fun", "port")
    assert dict(one.identifiers) == {"manufacturer": "Acme"}
    (one,) = ask(name="cam", manufacturer="Acme")
    assert "supplier" not in one.facts


@pytest.mark.parametrize(
    ("supplier", "sold"),
    [("Acme", "maker"), ("CDW", "another"), ("unknown", None), ("", None), (None, None)],
)
def test_who_sold_a_thing_is_its_maker_or_another(bench, made, supplier, sold):
    bench = bench(made({"entity": "acme"}))
    fields = {"name": "cam", "manufacturer": "Acme", "category": "cam"} | ({"supplier": supplier} if supplier else {})
    (one,) = Generic().assets({"assets": [fields]})
    found = derived(one, bench.catalog.is_placeholder, bench.engine.resolve(one).evidence)
    assert (found["sold_by"].value if "sold_by" in found else None) == sold


def test_a_part_is_a_component_and_what_it_is_in_is_whole():
    described = {"name": "box", "manufacturer": "Acme", "components": [{"name": "chip", "manufacturer": "Acme"}]}
    box, chip = Generic().assets({"assets": [described]})
    assert [derived(one, str.isspace)["part"].value for one in (box, chip)] == ["whole", "component"]


@pytest.mark.parametrize(
    ("value", "codes"),
    [("cn", {"CN"}), (" CN ", {"CN"}), ("CHN", set()), ("C", set()), ("C1", set()), ("China", set())],
)
def test_without_a_list_of_countries_only_codes_of_two_letters_are_read(value, codes):
    assert countries_of(Fact(value, (), "country_of_origin"), Vocabulary({})) == codes
    assert countries_of(None, Vocabulary({})) == set()


def test_of_who_sold_it_sixty_characters_are_shown():
    (one,) = Generic().assets({"assets": [{"name": "cam", "supplier": "x" * 61}]})
    assert derived(one, str.isspace)["sold_by"].field == "supplier " + "x" * 60


@pytest.mark.parametrize(("said", "shown"), [("x" * 60, "x" * 60), ("x" * 61, "x" * 60 + "... (1 more characters)")])
def test_an_answer_that_is_neither_yes_nor_no_is_shown_in_part(said, shown):
    text = f"facts:\n  - asset: a\n    answers: {{essential: {said}}}\n".encode()
    with pytest.raises(ConfigError) as raised:
        read(text, "f.yaml", Vocabulary(load().vocabulary))
    assert raised.value.problem().message == f"`essential: {shown}` is neither yes nor no"


def test_a_finding_is_nowhere_until_its_file_says_where(bench, made):
    (one,) = bench(made({"entity": "acme"}))(manufacturer="Acme")
    assert one.place.span == (0, 0, 0, 0)
