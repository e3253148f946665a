"""The exit status follows from the outcome, and from nothing else."""

import pytest

from banlint.model import Counts, Outcome, Problem, Question, RunInfo, Verdict
from banlint.run.status import exit_status

INFO = RunInfo("0", {}, Question((), "2026-01-01"))


def outcome(*, assets=1, failing=0, problems=0, exit_zero=False, allow_empty=False):
    return Outcome(
        INFO,
        Counts(assets=assets),
        (Problem("input", "broken"),) * problems,
        failing,
        (Verdict.PROHIBITED,),
        allow_empty,
        exit_zero,
    )


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        ({}, 0),
        ({"failing": 3}, 1),
        ({"problems": 1}, 2),
        ({"problems": 1, "failing": 3}, 2),
        ({"problems": 1, "assets": 0}, 2),
        ({"assets": 0}, 3),
        ({"assets": 0, "allow_empty": True}, 0),
        ({"failing": 3, "exit_zero": True}, 0),
        ({"problems": 1, "exit_zero": True}, 2),
        ({"assets": 0, "exit_zero": True}, 3),
        ({"problems": 1, "allow_empty": True}, 2),
        ({"failing": 1, "allow_empty": True}, 1),
    ],
)
def test_a_problem_beats_a_finding_and_nothing_checked_is_never_clean(seen, status):
    assert exit_status(outcome(**seen)) == status
