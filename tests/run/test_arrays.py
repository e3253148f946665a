"""A long JSON array is read in windows, and nobody can tell: a report is the same as of a file that is read whole."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from banlint.catalog import load
from banlint.inventories import family, native, paired
from banlint.limits import DEFAULT
from banlint.model import Question
from banlint.plugins.manager import Plugins
from banlint.reading.jsonarrays import SHOWN
from banlint.reading.source import FileSource
from banlint.run.checker import Checker, Tally

INVENTORIES = Path(__file__).resolve().parents[3] / "shared/data/inventories"
CLEAN = {
    "id": 1,
    "maker": {"name": "Cisco"},
    "model": "C9300",
    "serial": "A1",
    "nics": [{"id": 1, "mac": "00:1b:54:00:00:01"}, {"id": 2, "mac": "00:1b:54:00:00:02"}],
}
BANNED = {**CLEAN, "maker": {"name": "Huawei"}}
COMPACT = (",", ":")


class Pieces:
    """A source that gives its bytes in pieces, and remembers whether it was read whole."""

    def __init__(self, data, first, step, *, size=1 << 30, name="list.json"):
        self.name = name
        self.size = size
        self.whole = False
        self._data = data
        self._first = first
        self._step = step

    def head(self):
        return self._data[:65536]

    def read(self):
        self.whole = True
        return self._data

    def blocks(self):
        yield self._data[: self._first]
        for start in range(self._first, len(self._data), self._step):
            yield self._data[start : start + self._step]


@pytest.fixture(scope="module")
def events():
    catalog = load()
    parts = Plugins().parts(catalog)
    question = Question(("us-federal-contractor",), "2026-11-22")
    (reader,) = (one for one in parts.readers if one.part.name == "json")

    def run(source, limits=DEFAULT):
        return Checker(catalog, question, parts, limits).check(source, reader)

    return run


@pytest.fixture(scope="module")
def check(events):
    def run(source, limits=DEFAULT):
        total, others = Tally(), []
        for event in events(source, limits):
            if isinstance(event, Tally):
                total = total.plus(event)
            else:
                others.append(event)
        return total, others

    return run


def same(check, data, first=400, step=300, limits=DEFAULT):
    """What there is in `data`, and whether it had to be read whole."""
    data = data if isinstance(data, bytes) else data.encode()
    source = Pieces(data, first, step)
    found = check(source, limits)
    assert found == check(Pieces(data, first, step, size=0), limits)
    return *found, source.whole


def flood(*odd, before=60, behind=5):
    """Enough ordinary elements that the shape, the values and what stands between are learnt, and then odd ones."""
    return [CLEAN] * before + [*odd] + [CLEAN] * behind


def dumped(elements, between=",", separators=COMPACT, indent=None):
    return between.join(
        one if isinstance(one, str) else json.dumps(one, separators=separators, indent=indent, ensure_ascii=False)
        for one in elements
    )


WRITTEN = {
    "compact": lambda elements: "[" + dumped(elements) + "]",
    "one a line": lambda elements: "[\n" + dumped(elements, ",\n", (", ", ": ")) + "\n]\n",
    "pretty": lambda elements: json.dumps(elements, indent=2, ensure_ascii=False),
    "with CR LF": lambda elements: json.dumps(elements, indent=1).replace("\n", "\r\n"),
    "with CR": lambda elements: json.dumps(elements, indent=1).replace("\n", "\r"),
    "in a page": lambda elements: '{"count": 3, "next": null, "results": [' + dumped(elements) + '], "previous": null}',
    "in an answer": lambda elements: (
        '{"result": {"more": {"a": [1, {"b": 2}]}, "devices": [\n' + dumped(elements) + "]}}"
    ),
    "with a comma first": lambda elements: "[ " + dumped(elements, "\n, ") + " ]",
    "with a mark": lambda elements: "\ufeff[" + dumped(elements) + "]",
}


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("step", [1 << 20, 1000, 61])
def test_however_it_is_written_the_findings_and_their_places_are_the_same(check, write, step):
    text = write(flood(BANNED, {**CLEAN, "model": "Çé中🎉"}, CLEAN, BANNED, {"name": "x", "vendor": "ZTE"}))
    total, events, whole = same(check, text, step=step)
    assert not whole
    assert len(events) >= 3
    assert total.assets == len(flood()) + 5


ODD = {
    "a boundary in a string": {**CLEAN, "serial": '},{"id":'},
    "a boundary in a string of a banned one": {**BANNED, "serial": '"},{"id":1,"maker":"x"},{"id":'},
    "elements within": {**CLEAN, "parts": [CLEAN, BANNED, CLEAN]},
    "no key": {},
    "another first key": {"maker": "ZTE", "model": "x"},
    "brackets in a string": {**CLEAN, "serial": "]}]}[{", "model": '\\"]'},
    "a covered address": {**CLEAN, "nics": [{"id": 3, "mac": "44:19:b6:01:02:03"}]},
    "no maker": {**CLEAN, "maker": {"name": ""}, "model": ""},
    "a long text": {**BANNED, "serial": "x" * 5000},
    "white space": '{ "id"\t:\n1 , "maker": {"name":"Huawei"} }\n\n',
    "an address alone": {"mac": "44:19:b6:01:02:03"},
    "escapes": '{"\\u0069d": 1, "maker": {"n\\u0061me": "Hu\\u0061wei"}}',
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("write", [WRITTEN["compact"], WRITTEN["one a line"], WRITTEN["in a page"]])
def test_what_is_odd_is_read_in_windows_and_found_out_all_the_same(check, odd, write):
    text = (
        write(["*", *flood("*", BANNED, "*"), "*"]) if isinstance(odd, str) else write([odd, *flood(odd, BANNED), odd])
    )
    text = text.replace("*", odd) if isinstance(odd, str) else text
    _, events, whole = same(check, text)
    assert events
    assert not whole


REFUSED = {
    "a duplicate key": '{"id": 1, "maker": {"name": "Huawei"}, "maker": {"name": "Cisco"}}',
    "a duplicate key in a known shape": dumped([CLEAN]).replace('"C9300"', '"C9300","model":"C9300"'),
    "a number that is none": '{"id": NaN}',
    "half a pair": '{"id": "\\ud800"}',
    "a control character": '{"id": "\x01"}',
    "a comma too many": '{"id": 1,}',
    "two commas": '{"id": 1},,{"id": 1}',
    "no comma": '{"id": 1} {"id": 1}',
    "a comment": '{"id": 1} /* two */',
    "a bracket too many": '{"id": 1}]',
    "a brace too many": '{"id": 1}}',
    "another bracket": '{"id": [1}}',
    "a string unclosed": '{"id": "1}',
    "a scalar": "5",
    "a list": '["Huawei"]',
    "a text": '"Huawei"',
    "a null": "null",
    "deep nesting": '{"id":' + "[" * 127 + "]" * 127 + "}",
    "a long key": '{"' + "k" * 5000 + '": 1}',
    "a suppression": json.dumps({**BANNED, "banlint": "ignore: us-ndaa-2019-889a, known"}),
    "nothing": "",
    "an odd literal": '{"id": True}',
    "a NUL": '{"id": 1},\0{"id": 1}',
    "a NUL for a comma": '{"id":1,"maker":"x"}\0{"id":1,"maker":"x"}',
    "another mark": "\ufeff" + '{"id": 1}',
    "an element of another export": '{"system_id": "a", "interface_set": []}',
}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("write", [WRITTEN["compact"], WRITTEN["pretty"]])
def test_what_the_reader_of_a_whole_file_remarks_on_is_left_to_it(check, refused, write):
    text = write(flood(BANNED, "*", BANNED)).replace('"*"', "*").replace("*", refused)
    assert same(check, text)[2]


KNOWN = {
    "a control character": ('"A1"', '"A\x01"'),
    "a line feed in a text": ('"A1"', '"A\n"'),
    "half a pair": ('"A1"', '"\\ud800"'),
    "the wrong half of a pair": ('"A1"', '"\\udc00\\ud800"'),
    "an escape that is none": ('"A1"', '"\\x41"'),
    "a short escape": ('"A1"', '"\\u00"'),
    "bytes that are no text": ('"A1"', '"\udcff"'),
    "a surrogate in bytes": ('"A1"', '"\udced\udca0\udc80"'),
    "bytes that are no text in an address": ("00:1b", "00:1b\udcff"),
    "bytes that are no text in a maker": ("Cisco", "Cisco\udcff"),
    "bytes that are no text in a key": ('"serial"', '"seri\udcffal"'),
    "a zero before a number": ('"id":1,"maker"', '"id":01,"maker"'),
    "a sign before a number": ('"id":1,"maker"', '"id":+1,"maker"'),
    "a point behind a number": ('"id":1,"maker"', '"id":1.,"maker"'),
    "infinity": ('"id":1,"maker"', '"id":Infinity,"maker"'),
    "a text unquoted": ('"A1"', "A1"),
    "single quotes": ('"A1"', "'A1'"),
    "a key twice, and a text less": ('"serial":"A1"', '"serial":null,"serial":null'),
    "a key twice within": ('{"name":"Cisco"}', '{"name":"Huawei","name":"Cisco"}'),
    "odd white space": ('"A1"', '\x0b"A1"'),
    "a mark within": ('"A1"', '"A1"\ufeff'),
    "a comma behind the last": ('"A1"', '"A1",'),
}


@pytest.mark.parametrize(("was", "now"), KNOWN.values(), ids=KNOWN)
@pytest.mark.parametrize("write", [WRITTEN["compact"], WRITTEN["in a page"]])
def test_what_is_wrong_in_a_known_shape_is_left_to_the_reader_of_a_whole_file(check, was, now, write):
    whole = dumped([CLEAN])
    assert was in whole
    text = write(flood(BANNED, "*", CLEAN)).replace('"*"', "*").replace("*", whole.replace(was, now, 1))
    assert same(check, text.encode("utf-8", "surrogateescape"))[2]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("broken", [False, True])
def test_other_encodings_are_read_in_windows_too(check, encoding, broken):
    mark = "\ufeff" if encoding.endswith("-be") else ""
    data = (mark + WRITTEN["one a line"](flood(BANNED, {**BANNED, "serial": "中🎉"}))).encode(encoding)
    _, events, whole = same(check, data[: -3 if broken else None], step=1001)
    assert events
    assert whole == broken


WRAPPED = {
    "hardware beside it": '{"cameras": [{"vendor": "Hikvision", "model": "x"}], "results": [%s]}',
    "hardware behind it": '{"results": [%s], "cameras": [{"vendor": "Hikvision", "model": "x"}]}',
    "a maker beside it": '{"vendor": "Huawei", "results": [%s]}',
    "a maker behind it": '{"results": [%s], "vendor": "Huawei"}',
    "a site for all": '{"site": "HQ", "results": [%s]}',
    "a site for all behind it": '{"results": [%s], "site": "HQ"}',
    "its key twice": '{"results": [%s], "results": []}',
    "a second list": '{"results": [%s], "more": [%s]}',
    "garbage behind it": "[%s] x",
    "another document behind it": "[%s] []",
    "no end": "[%s",
    "half an end": '{"results": [%s]',
    "a key without a value": '{"results": [%s], "next"}',
    "neighbours": '{"neighbors": [%s]}',
    "a purpose for all": '{"purpose": "guard", "assets": [%s]}',
    "a platform's domain": '{"camera": [%s]}',
    "a host's facts": '{"results": [%s], "ansible_facts": {"ansible_system_vendor": "Huawei"}}',
    "a bill of materials": '{"components": [%s], "bomFormat": "CycloneDX", "specVersion": "1.5"}',
    "a suppression": '{"results": [%s], "banlint": "ignore: us-ndaa-2019-889a, known"}',
    "a long tail": '{"results": [%s], "more": "' + "x" * (1 << 20) + '"}',
    "a mapping of lists": '{"results": {"a": [%s], "b": [%s]}}',
}


@pytest.mark.parametrize("wrapped", WRAPPED.values(), ids=WRAPPED)
def test_where_what_is_around_the_array_has_a_say_the_file_is_read_whole(check, wrapped):
    elements = dumped(flood(BANNED, {"platform": "hikvision", "id": 7, "model": "x"}))
    assert same(check, wrapped.replace("%s", elements))[2]


@pytest.mark.parametrize("damage", [b"\xff", b"\x00", b"\xc3", b"\xed\xa0\x80"])
@pytest.mark.parametrize("at", [0, 10, 5000, 9000, -1, -30])
def test_bytes_that_are_no_text_are_told_as_ever(check, damage, at):
    data = WRITTEN["in a page"](flood(BANNED)).encode()
    at = at % len(data)
    assert same(check, data[:at] + damage + data[at:])[2]


def test_pairs_stay_together(check):
    pairs = [{"name": "id", "value": "x"}] * 55 + [{"name": "Manufacturer", "value": "Huawei"}]
    total, events, whole = same(check, WRITTEN["compact"](pairs))
    assert (total.assets, whole) == (1, True)
    assert events


@pytest.mark.parametrize("label", ["attribute", "name"])
def test_what_a_pair_within_an_element_says_is_found_among_many(check, label):
    said = {
        "name": "sw",
        "model": "x",
        "properties": [{label: "colour", "value": "red"}, {label: "rack", "value": "7"}],
    }
    odd = {**said, "properties": [{label: "vendor", "value": "Huawei"}, {label: "rack", "value": "7"}]}
    _, events, whole = same(check, dumped([said] * 60 + [odd] + [said] * 5).join("[]"))
    assert events
    assert not whole


def test_an_element_over_the_limit_for_records_is_no_reason_to_hold_no_other(check):
    text = WRITTEN["compact"](flood({**BANNED, "serial": "x" * 30_000}))
    assert same(check, text, limits=DEFAULT._replace(record_bytes=10_000))[2]


def test_places_far_along_a_line_are_exact(check):
    many = [{**CLEAN, "serial": "é" * 2000}] * 60
    for text in (WRITTEN["compact"]([*many, BANNED, *many, BANNED]), WRITTEN["compact"]([BANNED, *many, BANNED])):
        _, events, whole = same(check, text, step=100_000)
        assert not whole
        assert {one.line for one in events} == {""}


def test_lines_are_shown_with_what_stands_around_their_elements(check):
    _, events, whole = same(check, WRITTEN["in an answer"]([*flood(behind=0)[:2], BANNED, CLEAN]), first=150)
    assert not whole
    assert all("Cisco" in one.line and one.line.endswith("]}}") for one in events)


KEYS = st.sampled_from(["id", "name", "manufacturer", "vendor", "model", "mac", "serial", "parts", "a", ""])
TEXTS = st.sampled_from(
    ["", "x", "Huawei", "ZTE", "Cisco", "44:19:b6:01:02:03", '},{"id":', "},\n  {", "]}", '"', "\\", "é中", "🎉", "\t"]
)
SCALARS = TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True, width=16)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)
ELEMENTS = st.dictionaries(KEYS, VALUES, max_size=5) | st.just(CLEAN) | st.just(BANNED)
SPACES = st.sampled_from(["", " ", "\n", "\r\n", "\r", "\n  ", "\t"])
HEADS = st.sampled_from(["[", '{"results":[', '{"count": 2, "results": [', '{"a":[],"result":{"devices":[', "[[", "{["])
TAILS = st.sampled_from(["]", "]}", "]}}", '], "next": null}', "", "]]", '],"results":[]}', "] 1", ",]", "]} \n"])
DAMAGE = st.sampled_from([b"", b"\xff", b"\0", b",", b"}", b"{", b'"', b"]", b"\xef\xbb\xbf", b"\n", b"\\", b"5", b" "])


@st.composite
def documents(draw):
    elements = draw(st.lists(ELEMENTS, max_size=8))
    times = draw(st.sampled_from([0, 3, 60]))
    between = draw(SPACES) + "," + draw(SPACES)
    indent = draw(st.sampled_from([None, None, 1]))
    body = dumped([CLEAN] * times + elements + [CLEAN] * draw(st.sampled_from([0, 2])), between, indent=indent)
    head = draw(HEADS)
    tail = draw(TAILS) if draw(st.integers(0, 2)) == 0 else "]" + "}" * head.count("{")
    data = (head + draw(SPACES) + body + draw(SPACES) + tail).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(DAMAGE) + data[at + draw(st.integers(0, 2)) :]
    if draw(st.integers(0, 9)) == 0:
        data = data[: draw(st.integers(0, len(data)))]
    return data


@given(data=documents(), first=st.integers(1, 600), step=st.integers(1, 700))
@example(data=b'[{"id":1},{"id":2}]', first=3, step=1)
@settings(max_examples=80, deadline=None)
def test_any_document_gives_what_it_gives_when_it_is_read_whole(check, data, first, step):
    same(check, data, first, step)


def test_a_file_that_changes_between_the_passes_is_a_problem(events, tmp_path):
    path = tmp_path / "list.json"
    path.write_text(WRITTEN["compact"]([*[{**CLEAN, "serial": "x" * 600}] * 1000, BANNED]))
    source = FileSource("list.json", path)
    source.head()
    seen = events(source)
    assert isinstance(next(seen), Tally)
    path.write_text(WRITTEN["compact"]([CLEAN] * 1000))
    assert [one.message for one in seen] == ["it changed while it was read"]


def test_a_packed_file_is_read_in_windows_too(check, tmp_path):
    data = WRITTEN["pretty"](flood(BANNED) * 5).encode()
    (tmp_path / "list.json").write_bytes(gzip.compress(data))
    source = FileSource("list.json", tmp_path / "list.json")
    source.head()
    assert check(source) == check(Pieces(data, 400, 300))


def test_as_many_elements_are_shown_as_any_adapter_looks_at():
    assert max(native._SHOWS, paired._LOOKED_AT, family._LOOKED_AT) <= SHOWN


@pytest.mark.skipif(not INVENTORIES.exists(), reason="the sibling folder `shared` is not here")
def test_real_files_give_what_they_give_when_they_are_read_whole(check):
    real = [one for one in sorted(INVENTORIES.rglob("*.json")) if one.stat().st_size < 100_000][::15]
    assert real
    for number, one in enumerate(real):
        same(check, one.read_bytes(), first=100 + number % 7 * 150, step=997)


@pytest.mark.skipif(not INVENTORIES.exists(), reason="the sibling folder `shared` is not here")
def test_elements_of_real_files_behind_others_give_what_they_give_when_they_are_read_whole(check):
    elements = [one for path in sorted(INVENTORIES.rglob("*.json"))[::17] for one in some_elements(path)]
    assert elements
    for number, one in enumerate(elements):
        same(check, WRITTEN["in a page" if number % 2 else "compact"](flood(one)))


def some_elements(path):
    try:
        data = json.loads(path.read_bytes())
    except ValueError:
        return []
    if not isinstance(data, (dict, list)):
        return []
    lists = [data] if isinstance(data, list) else [one for one in data.values() if isinstance(one, list)]
    elements = [data] if isinstance(data, dict) else []
    elements += [one[-1] for one in lists if one and isinstance(one[-1], dict)]
    return [one for one in elements if len(json.dumps(one)) < 20_000]
