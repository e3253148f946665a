from hypothesis import given
from hypothesis import strategies as st

from banlint.reporting.worst import Worst


@given(st.lists(st.integers(0, 5)), st.integers(1, 10))
def test_the_worst_are_kept_in_order_and_the_rest_is_counted(ranks, most):
    worst = Worst(most)
    for number, rank in enumerate(ranks):
        if worst.admits(rank):
            worst.add(rank, (rank, number))
    assert list(worst) == sorted((rank, number) for number, rank in enumerate(ranks))[:most]
    assert worst.cut == max(0, len(ranks) - most)


def test_nothing_is_kept_where_there_is_no_room():
    assert not Worst(0).admits(0)
