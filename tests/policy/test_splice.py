"""Lines go in and out of a text, and nothing else of it changes."""

from hypothesis import given
from hypothesis import strategies as st

from banlint.policy.splice import lines_of, with_lines, without_lines

texts = st.lists(st.sampled_from(["a", "  b", "\r\n", "\n", "\r", "\u2028", "\x0c", "\x85", " "])).map("".join)


@given(texts)
def test_lines_make_up_the_text(text):
    assert "".join(lines_of(text)) == text
    assert with_lines(text, {}) == without_lines(text, ()) == text


@given(texts, st.sets(st.integers(1, 12)))
def test_what_is_put_in_can_be_taken_out(text, numbers):
    lines = lines_of(text)
    numbers = sorted(one for one in numbers if one <= len(lines))
    after = with_lines(text, {number: ["# x"] for number in numbers})
    assert len(lines_of(after)) == len(lines) + len(numbers)
    assert without_lines(after, {number + before for before, number in enumerate(numbers)}) == text


def test_a_new_line_is_indented_and_ended_as_the_one_below_it():
    assert with_lines("a:\r\n  b: c\r\n", {2: ["# x", "# y"]}) == "a:\r\n  # x\r\n  # y\r\n  b: c\r\n"
    assert with_lines("a:\r\n  b: c", {2: ["# x"]}) == "a:\r\n  # x\r\n  b: c"
