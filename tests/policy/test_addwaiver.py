"""A waiver goes to the end of its file, and every byte that was there stays."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.errors import ConfigError
from banlint.policy.addwaiver import added
from banlint.policy.waiverfile import read

FIELDS = {
    "asset": "cam-9", "regime": ("us-ndaa-2019-889b",), "authority": "dni", "owner": "me", "reason": "why: because",
    "from": "2026-01-01", "until": "2027-03-31", "evidence": ("a", "b"),
}  # fmt: skip
ONE = """\
- asset: cam-1
  regime: [a, b]   # both
  authority: dni
  owner: 'O'
  reason: "R"
  from: 2026-01-01
  until:    2027-03-31
"""


def indented(text, by):
    return "".join(f"{' ' * by}{line}" for line in text.splitlines(keepends=True))


def put(text, fields=FIELDS):
    data = text.encode() if isinstance(text, str) else text
    after, waiver = added(data, fields, "w.yaml")
    assert read(after, "w.yaml")[-1] == waiver
    assert waiver.selector.asset == "cam-9"
    assert waiver.evidence == ("a", "b")
    return after.decode()


def stays(before, after):
    """Whether `after` is `before` with one stretch put in."""
    start = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    return after.endswith(before[start:])


@pytest.mark.parametrize(
    "before",
    [
        "waivers:\n" + ONE,
        "waivers:\n" + indented(ONE, 2),
        "waivers:\n" + indented(ONE, 7),
        "# head\n\n---\nwaivers:   # list\n\n  # first\n" + indented(ONE, 2) + "  # about the one above\n\n# the end\n",
        "waivers:\n" + indented(ONE, 2) + "\n\n\n",
        "waivers:\n" + indented(ONE, 2).rstrip("\n"),
        "waivers:\n" + indented(ONE, 2) + "...\n",
        "waivers:\n" + indented(ONE, 2) + "    evidence:\n    - x  # last\n",
        "waivers:\n" + indented(ONE, 2) + "    evidence: [x,\n      y]\n",
        "waivers:\n" + indented(ONE, 2) + "    reference: |\n      two\n      lines\n\n",
        "waivers:\n" + indented(ONE, 2) + "    reference: >-\n      two\n      lines",
        "waivers:\n" + indented(ONE, 2) + "    reference: 'two\n      lines'\n",
        "waivers:\n" + indented(ONE, 2) + "    reference: two\n      lines   # said\n",
        "waivers:\n",
        "waivers:",
        "waivers: # none yet\n# end\n",
        "# only a comment",
        "# only a comment\n\n",
        "\ufeffwaivers:\n" + indented(ONE, 2),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_was_there_stays_byte_for_byte(before, newline):
    before = before.replace("\n", newline)
    after = put(before)
    assert stays(before, after)
    assert after.count("\r\n") == (after.count("\n") if newline in before and newline == "\r\n" else 0)


@pytest.mark.parametrize("before", ["waivers: []\n", "waivers: [ ]  # none\n", "waivers:  null\n", "waivers: ~\n"])
def test_an_empty_list_gives_way_and_its_comment_stays(before):
    if "null" in before or "~" in before:
        with pytest.raises(ConfigError):
            put(before)
        return
    after = put(before)
    assert after.startswith("waivers:")
    assert ("# none" in after) is ("# none" in before)


def test_a_file_that_is_not_there_is_begun():
    after, _ = added(None, FIELDS, "w.yaml")
    assert b"\n# Approvals" in after


def test_entries_set_apart_by_blank_lines_stay_so():
    after = put("waivers:\n" + ONE + "\n" + ONE)
    assert after.count("\n\n") == 2


@pytest.mark.parametrize("apart", ["", "\n", "\n# the next\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("more", ["", "  # - the last\n\n", "...\n"])
def test_of_many_entries_those_between_are_not_read_and_change_nothing(apart, newline, more):
    odd = ONE.replace('"R"', "|\n    - asset: no entry\n\n    it is a reason")
    text = "waivers:\n" + apart.join(indented(one, 2) for one in (ONE, odd, ONE, odd, ONE)) + more
    after = put(text.replace("\n", newline))
    assert stays(text.replace("\n", newline), after)
    assert len(read(after.encode(), "w.yaml")) == 6
    assert (f"{newline * 2}  - asset: cam-9" in after) == (apart == "\n")


@pytest.mark.skipif(sys.gettrace() is not None, reason="whatever is measured for coverage takes longer")
def test_thousands_of_waivers_are_added_to_in_a_moment():
    from time import process_time

    text = "waivers:\n" + indented(ONE, 2) * 3000
    began = process_time()
    put(text)
    assert process_time() - began < 3


def test_a_list_in_brackets_is_left_alone():
    flow = (
        "waivers: [{asset: a, regime: b, authority: dni, owner: c, reason: d, from: 2026-01-01, until: 2027-01-01}]\n"
    )
    with pytest.raises(ConfigError, match="in brackets"):
        put(flow)


def test_a_broken_file_is_not_added_to():
    with pytest.raises(ConfigError):
        put("waivers:\n  - asset: x\n")


comments = st.lists(st.sampled_from(["", "# c", "  # c: d", "      # - x", "#"]), max_size=3)
endings = st.sampled_from(["", "   ", "  # because", " #"])
quotes = st.sampled_from(
    ["{}", "'{}'", '"{}"', "! {}", ">-\n{indent}    {}", "|\n{indent}    {}\n", "|+\n{indent}    {}\n\n"]
)


@st.composite
def files(draw):
    """Files of waivers in all manner of writing."""
    indent = " " * draw(st.integers(0, 4))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    lines = [*draw(comments), "waivers:" + draw(endings)]
    for number in range(draw(st.integers(0, 3))):
        lines += draw(comments)
        values = {"asset": f"cam-{number}", "regime": "us-*", "authority": "dni", "owner": "o", "reason": "r"}
        values |= {"from": "2026-01-01", "until": "2027-01-01"}
        lead = f"{indent}- "
        for key in draw(st.permutations(list(values))):
            plain = "! " if key in ("from", "until", "authority") else draw(quotes)
            written = values[key] if plain in ("! ", "! {}") else plain.replace("{indent}", indent).format(values[key])
            block = written.startswith((">", "|"))
            lines += [f"{lead}{key}: {written}{'' if block else draw(endings)}"]
            lead = f"{indent}  "
    lines += draw(comments)
    return newline.join(lines).replace("\r\n", "\n").replace("\n", newline) + draw(st.sampled_from(["", newline]))


@settings(max_examples=150, deadline=None)
@given(files())
def test_however_a_file_is_written_the_rest_of_it_stays(before):
    try:
        held = read(before.encode(), "w.yaml")
    except ConfigError:
        with pytest.raises(ConfigError):
            added(before.encode(), FIELDS, "w.yaml")
        return
    after = put(before)
    assert stays(before, after)
    assert [one.terms for one in read(after.encode(), "w.yaml")[:-1]] == [one.terms for one in held]


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)


@settings(max_examples=100, deadline=None)
@given(words, words)
def test_whatever_a_reason_says_it_is_read_back_or_refused(reason, owner):
    try:
        _, waiver = added(b"waivers:\n" + ONE.encode(), FIELDS | {"reason": reason, "owner": owner}, "w.yaml")
    except ConfigError:
        assert not (reason + owner).isprintable() or (reason + owner).isspace()
    else:
        assert waiver.reason.split() == reason.split()
