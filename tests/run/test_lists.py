"""A long YAML list is read by elements, and nobody can tell: a report is the same as of a file that is read whole."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from banlint.catalog import load
from banlint.limits import DEFAULT
from banlint.model import Question
from banlint.plugins.manager import Plugins
from banlint.run.checker import Checker, Tally

CLEAN = """\
- id: 1
  maker:
    name: Cisco
  model: C9300
  serial: "A1"
  nics:
  - id: 1
    mac: 00:1b:54:00:00:01
  - id: 2
    mac: 00:1b:54:00:00:02
"""
BANNED = CLEAN.replace("Cisco", "Huawei Technologies Co., Ltd.")
ELEMENTS = st.sampled_from(
    [
        CLEAN,
        CLEAN,
        BANNED,
        CLEAN.replace("Cisco", "unknown"),
        CLEAN.replace("Cisco", "null"),
        CLEAN.replace("00:1b:54", "44:19:b6"),
        CLEAN.replace("  serial", "  # a spare\n\n  serial"),
        CLEAN.replace("  nics:", "  tags: []\n  nics:"),
        "- name: empty\n",
        "- manufacturer: Dahua\n  model: IPC-HFW2431S\n",
        "- serial: 7\n  country_of_origin: CN\n",
        CLEAN + "  comments: |\n    one\n\n    - two\n",
        CLEAN + "  comments: some words\n    and more\n",
        CLEAN + "  tags: [a, {b: c}]\n",
        "- {manufacturer: Huawei}\n",
        '- manufacturer: "Hua\\\n    wei"\n  model: "it\\x27s"\n',
        "- !asset\n  manufacturer: ZTE\n",
    ]
)
ODD = st.sampled_from(
    [
        "- Huawei\n",
        "- - manufacturer: Huawei\n",
        "- manufacturr: Huawei\n  model: x\n",
        CLEAN + "  components:\n  - manufacturr: Huawei\n    model: x\n",
        "- name: {{ name }}\n",
        "- name: a {{ name }}\n",
        "- {% if a %}b: c\n",
        '- maker: "a\\0"\n',
        "- maker: 'Hua\n- wei'\n",
        "- &a {manufacturer: Huawei}\n- *a\n",
        "- maker: ZTE\n  maker: Cisco\n",
        "- maker: |\n    Huawei\n",
        "- maker: Huawei # banlint: ignore\n",
        "- name: manufacturer\n  value: Huawei\n",
        "- platform: x\n  name: y\n  napalm_driver: z\n",
        "- a: 'open\n",
        "-\n",
        "- maker: \x07\n",
        "  maker: Huawei\n",
        "maker: Huawei\n",
        "---\n- maker: Huawei\n",
        "...\n",
        "\t\n",
        "[]\n",
    ]
)


class Pieces:
    """A source that gives its bytes in pieces, and says that it is large or small."""

    name = "list.yaml"

    def __init__(self, data: bytes, step: int, size: int) -> None:
        self.size = size
        self._data = data
        self._step = step
        self.whole = False

    def head(self):
        return self._data

    def read(self):
        self.whole = True
        return self._data

    def blocks(self):
        return (self._data[start : start + self._step] for start in range(0, len(self._data), self._step))


@pytest.fixture(scope="module")
def check():
    catalog = load()
    parts = Plugins().parts(catalog)
    question = Question(("us-federal-contractor",), "2026-11-22")
    (reader,) = (one for one in parts.readers if one.part.name == "yaml")

    def run(source, limits=DEFAULT):
        total, others = Tally(), []
        for event in Checker(catalog, question, parts, limits).check(source, reader):
            if isinstance(event, Tally):
                total = total.plus(event)
            else:
                others.append(event)
        return total, others

    return run


def by_elements(check, text, step=1 << 18, limits=DEFAULT):
    """Whether `text` is read by elements; fails where that makes a difference."""
    data = text.encode()
    source = Pieces(data, step, 1 << 30)
    assert check(source, limits) == check(Pieces(data, len(data) or 1, 0), limits)
    return not source.whole


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["", "---\n", "# all\n---\n", "# all\n\n", "---\ndevices:\n", "assets:\n", "sites:\n  # x\n"]),
    st.lists(ELEMENTS, min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 12), ODD), max_size=1),
    st.sampled_from(["", "", "  "]),
    st.sampled_from([1 << 18, 300, 1000]),
    st.sampled_from(["\n", "\n", "\r\n"]),
)
@example("", [CLEAN, BANNED], [(1, "- - manufacturer: Huawei\n")], "", 1 << 18, "\n")
@example("assets:\n", ["- name: empty\n", "- name: empty\n"], [], "", 1 << 18, "\n")
@example("assets:\n", ["- name: a\n  mac_address: 00:1b:54:00:00:01\n"] * 3, [], "", 1 << 18, "\n")
@example("cameras:\n", [CLEAN, BANNED], [(1, "- - manufacturer: Huawei\n")], "  ", 1 << 18, "\n")
def test_a_report_is_that_of_a_file_read_whole(check, head, elements, odd, margin, step, end):
    for at, one in odd:
        elements = [*elements[:at], one, *elements[at:]]
    lines = "".join(margin + line for line in "".join(elements).splitlines(keepends=True))
    by_elements(check, (head + lines).replace("\n", end), step)


def test_a_plain_list_is_read_by_elements(check):
    assert by_elements(check, "---\n" + (CLEAN * 30 + BANNED) * 40, step=5000)


@pytest.mark.parametrize("head", ["", "devices:\n", "# ours\n---\n"])
@pytest.mark.parametrize("margin", ["", "  "])
def test_a_list_at_any_margin_is_read_by_elements(check, head, margin):
    text = (CLEAN * 60 + BANNED).splitlines()
    plain = head != "# ours\n---\n"
    assert by_elements(check, head + "".join(f"{margin}{line}\n" for line in text), step=700) is plain


def test_only_the_odd_elements_of_a_list_need_the_parser(check):
    assert by_elements(check, CLEAN * 60 + CLEAN + "  comments: >\n    long\n    words\n" + BANNED, step=5000)


def test_what_stands_beside_a_list_is_read_with_it(check):
    assert not by_elements(check, CLEAN * 60 + "- Huawei\n")
    assert not by_elements(check, "cameras:\n" + BANNED + "phones:\n" + BANNED)


def test_an_element_over_the_limit_of_a_record_leaves_the_file_to_the_parser(check):
    long = CLEAN + f"  note: {'x' * 3000}\n"
    assert not by_elements(check, long * 3, step=500, limits=DEFAULT._replace(record_bytes=1000))


def test_places_and_lines_are_those_of_the_file(check):
    text = "---\n" + CLEAN * 70 + BANNED + CLEAN
    source = Pieces(text.encode(), 1000, 1 << 30)
    _, found = check(source)
    assert not source.whole
    assert {one.place.span.line for one in found} == {text[: text.index("Huawei")].count("\n") + 1}
    assert found[0].line.strip().startswith("name: Huawei")
    assert found[0].pointer == "/70"


def test_our_own_shape_is_read_by_elements_as_long_as_nothing_holds_for_all(check):
    own = "- name: cam-{}\n  manufacturer: {}\n  model: P3245\n  supplier:\n    name: x\n    uei: {}\n"
    text = "assets:\n" + "".join(own.format(number, "Axis", number) for number in range(80)) + own.format(1, "Dahua", 2)
    assert by_elements(check, text, step=900)
    assert not by_elements(check, text + "purpose: perimeter\n", step=900)


@pytest.mark.parametrize("slip", ["  mac_adress: x\n", "  components:\n  - name: y\n    manufacturr: x\n"])
def test_what_is_wrong_with_a_clean_element_is_told(check, slip):
    text = "assets:\n" + "- name: cam\n  manufacturer: Axis\n" * 70 + "- name: cam\n  manufacturer: Axis\n" + slip
    assert not by_elements(check, text + "- name: cam\n  manufacturer: Axis\n", step=900)
    _, (told,) = check(Pieces(text.encode(), 900, 1 << 30))
    assert "near miss" in told.message
