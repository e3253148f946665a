"""`banlint.impact`: the same question from Python."""

from pathlib import Path

import pytest

import banlint
from banlint.errors import UsageError

PIER = str(Path(__file__).parents[2] / "examples/pier-7.yaml")


def test_what_another_day_would_newly_hit_is_one_call():
    found = banlint.impact(
        [PIER], banlint.Wanted(compare="2020-08-13"), as_of="2020-08-12", select=["us-ndaa-2019-889b"]
    )
    assert found.status == 0
    assert {(one.kind.value, one.hit.regime) for one in found.changes} == {("new", "us-ndaa-2019-889b")}
    assert (found.before.as_of, found.after.as_of) == ("2020-08-12", "2020-08-13")


def test_without_a_wish_it_is_about_all_that_is_pending():
    found = banlint.impact([PIER], as_of="2019-05-22")
    assert found.supposed
    assert "us-ndaa-2019-889b" in {one.id for one in found.considered}


def test_what_is_wrong_with_the_call_is_raised():
    with pytest.raises(UsageError, match="is not a day"):
        banlint.impact([PIER], banlint.Wanted(compare="soon"))
