"""What a suppression has to say to be honoured, and what is said of one that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.policy.note import Malformed, Terms, parse, written


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "# banlint: ignore[us-ndaa-2019-889b] until=2027-03-31 ref=CR-1042 -- reason",
            Terms(("us-ndaa-2019-889b",), "2027-03-31", "reason", "CR-1042"),
        ),
        (
            "ignore[a,b-*, c?] ref=X until=2027-03-31 -- why -- so",
            Terms(("a", "b-*", "c?"), "2027-03-31", "why -- so", "X"),
        ),
        ("#banlint:ignore[a] until=2028-02-29 -- a leap day", Terms(("a",), "2028-02-29", "a leap day")),
        ("ignore[a, a] until=2027-03-31 -- said twice", Terms(("a",), "2027-03-31", "said twice")),
        ("ignore[a] until=2027-03-31 -- ключ утерян", Terms(("a",), "2027-03-31", "ключ утерян")),
    ],
)
def test_ids_an_end_and_a_reason_make_a_suppression(text, terms):
    assert parse(text) == terms


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ignore[a] until=2027-03-31", "without a reason"),
        ("ignore[a] until=2027-03-31 --", "without a reason"),
        ("ignore[a] until=2027-03-31 --   ", "without a reason"),
        ("ignore[a] -- for ever", "without an end"),
        ("ignore[a] until=2027-02-30 -- no such day", "is not a day"),
        ("ignore[a] until=20270331 -- a day of another kind", "is not a day"),
        ("ignore[a] until=2027-W13-3 -- a week", "is not a day"),
        ("ignore[a] untill=2027-03-31 -- slip", "means nothing here"),
        ("ignore[a] until=2027-03-31 until=2028-03-31 -- twice", "stands twice"),
        ("ignore[a] until=2027-03-31 because -- words", "means nothing here"),
        ("ignore[a]until=2027-03-31 -- no blank", "right behind the bracket"),
        ("ignore[] until=2027-03-31 -- nothing", "names no regime"),
        ("ignore[*] until=2027-03-31 -- everything", "names no regime"),
        ("ignore[?-*] until=2027-03-31 -- everything", "names no regime"),
        ("ignore[a b] until=2027-03-31 -- two words", "names no regime"),
        ("ignore us-ndaa until=2027-03-31 -- no bracket", "is no suppression"),
        ("ignore[a until=2027-03-31 -- no bracket", "is no suppression"),
        ("disable[a] until=2027-03-31 -- another tool's word", "is no suppression"),
        ("noqa", "is no suppression"),
        ("", "is no suppression"),
        ("ignore[a] until=2027-03-31 -- " + "x" * 2000, "more than 1000 characters"),
    ],
)
def test_what_lacks_something_is_refused_and_told_why(text, message):
    refused = parse(text)
    assert isinstance(refused, Malformed)
    assert message in refused.message
    assert refused.mend


def test_a_slip_of_the_pen_is_shown_the_right_word():
    assert parse("ignore[a] untill=2027-03-31 -- x").mend == "did you mean `until=`?"


def test_what_a_refusal_shows_is_safe_to_print():
    assert parse("ignore[\x1b[2J] until=2027-03-31 -- x").message.isprintable()
    assert parse("\u202eignore").message.isprintable()


ids = st.text("abc-1*?", min_size=1).filter(lambda one: any(letter.isalnum() for letter in one))
words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@given(st.lists(ids, min_size=1, max_size=20, unique=True), st.dates(), words, st.one_of(st.just(""), words))
def test_what_is_written_is_read_back(names, day, reason, reference):
    terms = Terms(tuple(names), day.isoformat().rjust(10, "0"), reason, reference)
    if not reference.count("=") and len(written(terms)) < 1000:
        assert parse(f"# banlint: {written(terms)}") == terms


@given(st.text())
def test_no_text_breaks_the_parser(text):
    for one in (text, f"ignore[{text}", f"ignore[a] {text}", f"ignore[a] until={text} -- x"):
        assert isinstance(parse(one), (Terms, Malformed))
