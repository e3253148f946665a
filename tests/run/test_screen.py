"""The streaming screen may be left out: a report is the same with and without it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.catalog import load
from banlint.model import Asset, Finding, Identifier, Question, Registered, Role
from banlint.plugins.manager import Plugins
from banlint.reading.source import BytesSource
from banlint.run.checker import Checker, Tally

GENERATOR = Path(__file__).resolve().parents[3] / "shared/tools/gen_inventory.py"
CLEAN = {
    "maker": {"name": "Cisco"},
    "model": "C9300",
    "serial": "A1",
    "site": None,
    "nics": [{"mac": "00:1b:54:00:00:01"}],
}


@pytest.fixture(scope="module")
def check():
    catalog = load()
    parts = Plugins().parts(catalog)
    question = Question(("us-federal-contractor",), "2026-11-22")
    (reader,) = (one for one in parts.readers if one.part.name == "jsonl")

    def run(text, *, screen):
        checker = Checker(catalog, question, parts, screen=screen)
        events = list(checker.check(BytesSource("assets.jsonl", text), reader))
        total = Tally()
        for event in events:
            total = total.plus(event) if isinstance(event, Tally) else total
        return total, [event for event in events if not isinstance(event, Tally)]

    return run


def lines(*records):
    return "".join(one if isinstance(one, str) else json.dumps(one) + "\n" for one in records).encode()


def same(check, text):
    exact = check(text, screen=False)
    assert check(text, screen=True) == exact
    return exact


def flood(*odd):
    """Enough ordinary records that the screen has learnt their shape and values, and then odd ones."""
    return lines(*[CLEAN] * 40, *odd, *[CLEAN] * 3)


ODD = {
    "a covered maker": {**CLEAN, "maker": {"name": "Huawei"}},
    "a covered address": {**CLEAN, "nics": [{"mac": "44:19:b6:01:02:03"}]},
    "a covered address in signs of several digits": {**CLEAN, "nics": [{"mac": "00:1b:54 ㊹⑲b6⑩⑩⑩"}]},
    "a covered address behind a clean one": {**CLEAN, "nics": [{"mac": "00:1b:54:00:00:01, 44:19:b6:01:02:03"}]},
    "a covered address in the second interface": {
        **CLEAN,
        "nics": [{"mac": "00:1b:54:00:00:01"}, {"mac": "4419b6010203"}],
    },
    "an address that is missing": {**CLEAN, "nics": [{"mac": None}]},
    "another key": {**CLEAN, "vendor": "Huawei"},
    "a key less": {key: CLEAN[key] for key in ("model", "serial")},
    "an object where text was": {**CLEAN, "site": {"manufacturer": "Huawei", "model": "S5720"}},
    "a list where text was": {**CLEAN, "serial": [{"manufacturer": "ZTE"}]},
    "a number where text was": {**CLEAN, "model": 5},
    "an unknown maker": {**CLEAN, "maker": {"name": "unknown"}},
    "an empty maker": {**CLEAN, "maker": {"name": ""}, "model": ""},
    "a duplicate key": '{"maker": {"name": "Huawei"}, "maker": {"name": "Cisco"}, "model": "C9300", "serial": "A1", "site": null,'
    ' "nics": [{"mac": "00:1b:54:00:00:01"}]}\n',
    "a duplicate key with one text less": '{"maker": {"name": "Huawei", "name": "Cisco"}, "model": "C9300", "serial": null,'
    ' "site": null, "nics": [{"mac": "00:1b:54:00:00:01"}]}\n',
    "an escape in a key": '{"m\\u0061ker": {"name": "Huawei"}, "model": "C9300", "serial": "A1", "site": null, "nics": []}\n',
    "an escape in a value": '{"maker": {"name": "Hua\\u0077ei"}, "model": "C9300", "serial": "A1", "site": null, "nics": []}\n',
    "a quotation mark in a value": {**CLEAN, "serial": 'a"b":"c'},
    "a broken line": '{"maker": {"name": "Huawei"\n',
    "a blank line": "\n",
    "a line of spaces": "   \t\n",
    "NaN": '{"maker": {"name": "Cisco"}, "model": "C9300", "serial": NaN, "site": null, "nics": []}\n',
    "a serial number that tells its maker": {**CLEAN, "serial": "HWTC1A2B3C4D", "maker": {"name": ""}},
    "such a serial number beside another maker": {**CLEAN, "serial": "ZTEG-1A2B3C4D"},
    "a serial number in hex": {**CLEAN, "serial": "485754431A2B3C4D", "maker": None},
    "a serial number that is a number": {**CLEAN, "serial": 4857544312345678},
    "a long serial number": {**CLEAN, "serial": "4857" * 300},
    "a maker that is a mapping of nothing": {**CLEAN, "maker": {"model": None, "mac": "44:19:b6:01:02:03"}},
    "an escaped key beside the key": '{"maker": {"name": "Cisco"}, "model": "C9300", "model": "DS-2CD2143G0-I", "serial": null,'
    ' "site": null, "nics": [{"m\\u0061c": "00:1b:54:00:00:01"}]}\n',
    "a key missing in one item and doubled in another": json.dumps(
        {**CLEAN, "nics": [{"mac": "00:1b:54:00:00:01", "x": "1"}, {"x": "2"}]}
    ).replace('"x": "2"', '"mac": "44:19:b6:01:02:03", "mac": "00:1b:54:00:00:01"')
    + "\n",
    "an item without its key and one with two": '{"maker": {"name": "Cisco"}, "model": "C9300", "serial": "A1", "site": null,'
    ' "nics": [{}, {"mac": "44:19:b6:01:02:03", "mac": "00:1b:54:00:00:01"}]}\n',
    "keys within a text": {**CLEAN, "serial": '", "maker": {"name": "Huawei'},
    "a text of backslashes": {**CLEAN, "serial": "C:\\\\", "model": "\\"},
    "a doubled key beside a text of backslashes": json.dumps({**CLEAN, "serial": "a\\"}).replace(
        '"site": null', '"site": null, "site": "\\""'
    )
    + "\n",
    "a doubled key that backslashes would hide": '{"maker": {"name": "Cisco"}, "model": "\\\\", "serial": "\\\\", "serial": "A1",'
    ' "site": null, "nics": [{"mac": "00:1b:54:00:00:01"}]}\n',
    "two records on a line": json.dumps(CLEAN) + json.dumps({**CLEAN, "maker": {"name": "Huawei"}}) + "\n",
    "a record over two lines": '{"maker": {"name": "Cisco"}, "model": "C9300",\n "serial": "A1", "site": null, "nics": []}\n',
    "a record over two lines, and two on one": '{"maker": {"name": "Cisco"}, "model": "C9300",\n "serial": "A1", "site": null,'
    ' "nics": []}\n' + json.dumps(CLEAN) * 2 + "\n",
    "records with a comma between them": json.dumps(CLEAN) + ",\n",
    "a record after a carriage return": json.dumps(CLEAN)
    + "\r"
    + json.dumps({**CLEAN, "maker": {"name": "ZTE"}})
    + "\n",
    "a key with a line end in it": {**CLEAN, "a\rb": "Huawei"},
    "a key with a quotation mark in it": {**CLEAN, 'a"b': 5},
    "an empty key": {**CLEAN, "": ""},
    "other white space": json.dumps(CLEAN, separators=("\t,  ", " : ")) + "\n",
    "a line with a form feed": "\f\n",
    "a trailing comma": json.dumps(CLEAN)[:-1] + ",}\n",
    "a comment": json.dumps(CLEAN) + " // Huawei\n",
    "half of a surrogate pair": json.dumps({**CLEAN, "serial": "\ud800"}) + "\n",
    "half of a surrogate pair in the maker": json.dumps({**CLEAN, "maker": {"name": "\udc00"}}) + "\n",
    "an empty object where a list was": {**CLEAN, "nics": {}},
    "an object of a maker where a list was": {**CLEAN, "nics": {"vendor": "Huawei"}},
    "a list of texts where a list of objects was": {**CLEAN, "nics": ["vendor", "Huawei"]},
    "pairs where a text was": {**CLEAN, "serial": [["vendor", "Huawei"], ["model", "S5720"]]},
    "a deeper list": {**CLEAN, "nics": [{"mac": "00:1b:54:00:00:01", "parts": [{"vendor": "Huawei"}]}]},
    "a list deep within": '{"maker": {"name": "Cisco"}, "site": ' + "[" * 200 + "]" * 200 + "}\n",
    "infinity": json.dumps({**CLEAN, "serial": float("inf")}) + "\n",
    "a number of many digits": {**CLEAN, "site": 10**400},
    "a number that is no float": '{"maker": {"name": "Cisco"}, "model": "C9300", "serial": "A1", "site": 1e999, "nics": []}\n',
    "an address in words that other firms' heads begin": {
        **CLEAN,
        "nics": [{"mac": "00:1b:54:00:00:01 44:19:b6:01:02:03"}],
    },
    "a maker that no law names, beside the address of another firm": {**CLEAN, "maker": {"name": "Juniper"}},
    "a long record": {**CLEAN, "serial": "A1 " * 30_000},
    "an over-long record": {**CLEAN, "serial": "A1 " * 400_000},
    "an over-long blank line": " " * 300_000 + "\n",
    "an array": [CLEAN, {**CLEAN, "maker": {"name": "Dahua"}}],
    "a lone scalar": "5\n",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_one_odd_record_among_many_is_seen_as_without_a_screen(check, odd):
    same(check, flood(odd))


@pytest.mark.parametrize(
    "name",
    ["a key missing in one item and doubled in another", "an item without its key and one with two", "two records on a line",
     "a doubled key that backslashes would hide", "a doubled key beside a text of backslashes", "a line with a form feed",
     "a deeper list", "a record after a carriage return", "an over-long record",
     "a covered maker", "a serial number that tells its maker", "such a serial number beside another maker",
     "a serial number in hex", "a covered address", "a covered address behind a clean one", "another key", "an object where text was",
     "a list where text was", "a duplicate key", "an escape in a key", "an escape in a value"],
)  # fmt: skip
def test_what_an_odd_record_hides_is_found(check, name):
    _, events = same(check, flood(ODD[name]))
    assert events


class ByValue:
    """An adapter as a plugin may bring one: a value tells it its records, and it alone knows where a maker stands."""

    name = "by-value"

    def recognises(self, data, name):
        return isinstance(data, dict) and data.get("site") == "theirs"

    def assets(self, data):
        made = Identifier(Role.MANUFACTURER, data["rack"], ("rack",), "rack")
        return [Asset("theirs", (), (made,))]


def test_where_a_value_decides_who_reads_a_record_none_is_cleared_by_its_shape():
    catalog = load()
    parts = Plugins().parts(catalog)
    parts = parts._replace(adapters=(Registered("theirs", ByValue()), *parts.adapters))
    (reader,) = (one for one in parts.readers if one.part.name == "jsonl")
    clean = {"maker": "Cisco", "model": "C9300", "site": "ours", "rack": "R1"}
    text = lines(*[clean] * 60, {**clean, "site": "theirs", "rack": "Hikvision"}, *[clean] * 60)
    question = Question(("us-federal-contractor",), "2026-11-22")
    found = [
        [
            one
            for one in Checker(catalog, question, parts, screen=screen).check(BytesSource("a.jsonl", text), reader)
            if isinstance(one, Finding)
        ]
        for screen in (False, True)
    ]
    assert found[0]
    assert found[1] == found[0]


def test_what_stands_beside_the_records_of_an_export_is_found_among_many(check):
    clean = {"value": [{"deviceName": "a", "manufacturer": "Cisco", "serialNumber": "1"}], "gate": {"maker": "Cisco"}}
    odd = {**clean, "gate": {"maker": "Hikvision"}}

    _, events = same(check, "".join(json.dumps(one) + "\n" for one in [*[clean] * 60, odd, *[clean] * 60]))

    assert events


SAID = {
    **CLEAN,
    "description": "in the hall",
    "sysDescr": "Linux",
    "soc": None,
    "nics": [{**CLEAN["nics"][0], "note": "up"}],
}


@pytest.mark.parametrize(
    "told",
    [{"description": "Dahua Rtsp Server"}, {"sysDescr": "Hikvision company products"}, {"soc": "Hi3516DV300"},
     {"nics": [{"mac": "44:19:b6:01:02:03", "note": "up"}]}],
)  # fmt: skip
def test_what_a_device_says_of_itself_is_found_among_many(check, told):
    texts = [{**SAID, "description": f"rack {number}", "serial": f"S{number}"} for number in range(60)]
    _, events = same(check, lines(*texts, {**SAID, **told, "maker": {"name": "unknown"}}, *texts))
    assert events


def test_texts_and_serial_numbers_that_no_two_records_share_are_cleared_by_their_heads(check, monkeypatch):
    from banlint.run import stream

    read = []
    exactly = stream.read_record
    monkeypatch.setattr(stream, "read_record", lambda *given: read.append(given) or exactly(*given))
    texts = [{**SAID, "description": f"{number} in the hall", "serial": f"{number:X}00"} for number in range(500)]
    total, events = check(lines(*texts), screen=True)
    assert (total.assets, events) == (500, [])
    assert len(read) < 20


def test_addresses_of_firms_that_no_law_names_are_cleared_by_their_heads(check, monkeypatch):
    from banlint.match.mac import spell
    from banlint.run import stream

    read = []
    exactly = stream.read_record
    monkeypatch.setattr(stream, "read_record", lambda *given: read.append(given) or exactly(*given))
    others = [prefix for prefix, row in load().oui.items() if not row.entity and len(prefix) == 6][:50]
    assert others
    records = [{**CLEAN, "nics": [{"mac": f"{spell(prefix).lower()}:00:00:01"}]} for prefix in others]
    text = lines(*[CLEAN] * 40, *records)
    assert same(check, text)[1] == []
    read.clear()
    check(text, screen=True)
    assert len(read) < 20


@pytest.mark.parametrize("values", [[True], [True, "Cisco"], [1, True, "C9300"], [False, 0]])
@pytest.mark.parametrize("key", ["manufacturer", "brand", "model"])
def test_what_is_true_or_false_where_a_name_could_be_makes_no_asset(check, key, values):
    total, _ = same(check, lines(*[{key: value, "name": "a"} for value in values * 40]))
    if values == [True] and key != "manufacturer":
        assert total.assets == 0


@pytest.mark.parametrize("byte", [b"\x00", b"\x1f", b"\xff", b"\xc3"])
def test_a_bad_byte_in_a_value_nobody_looks_at_is_a_problem(check, byte):
    text = flood() + lines({**CLEAN, "serial": "BAD"}).replace(b"BAD", b"B" + byte + b"D")
    _, events = same(check, text)
    assert [event.line for event in events] == [44]


@pytest.mark.parametrize(
    "text", [b"", b"\n\n", b"\xef\xbb\xbf" + lines(CLEAN, CLEAN), lines(CLEAN).replace(b"\n", b"\r\n") * 50]
)
def test_marks_and_line_ends_are_read_alike(check, text):
    same(check, text)


SCALARS = (
    st.none()
    | st.integers(0, 3)
    | st.sampled_from(["", "Cisco", "Huawei", "unknown", "S5720-28X-LI-AC", "é", '"', "\\"])
)
KEYS = st.sampled_from(["vendor", "model", "mac", "name", "site", "x"])
RECORD = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=5
    ),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(range(4)), max_size=30), st.lists(RECORD, min_size=4, max_size=4), st.booleans())
def test_any_stream_is_seen_as_without_a_screen(check, order, records, spaced):
    separators = (", ", ": ") if spaced else (",", " :")
    text = "".join(json.dumps(records[number], separators=separators, ensure_ascii=spaced) + "\n" for number in order)
    same(check, text.encode())


EDITS = st.sampled_from(
    ['"', "\\", ",", "\n", "\r", " ", "{", "}", "[]", "5", "NaN", "\\u0061", '"mac": "44:19:b6:01:02:03", ', ', "maker": null',
     '"vendor": "Huawei", ', "}, {", "]}\n{", "\ud800", "\x00", "\ufeff"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(json.dumps(CLEAN))), st.integers(0, 4), EDITS), min_size=1, max_size=4))
def test_any_damage_to_a_record_is_seen_as_without_a_screen(check, edits):
    text = json.dumps(CLEAN)
    for at, length, piece in edits:
        text = text[:at] + piece + text[at + length :]
    odd = (text + "\n").encode("utf-8", "surrogatepass")
    same(check, lines(*[CLEAN] * 20) + odd + lines(CLEAN))


@pytest.mark.skipif(not GENERATOR.is_file(), reason="the folder `shared` is not beside the project")
def test_a_large_stream_is_seen_as_without_a_screen(check, tmp_path):
    path = tmp_path / "assets.ndjson"
    command = [sys.executable, GENERATOR, "-n", "4000", "--banned", "0.03", "--format", "ndjson", "-o", path]
    subprocess.run(command, check=True, cwd=GENERATOR.parent, capture_output=True)
    total, events = same(check, path.read_bytes())
    assert total.assets >= 4000
    assert events
