"""Which of the evidence for an entity a listing reaches."""

import pytest

from banlint.inventories.generic import Generic
from banlint.judge import reach
from banlint.judge.reach import Reach, _says


@pytest.mark.parametrize(
    ("value", "names", "said"),
    [
        ("Acme Devices Ltd.", ("Acme Devices Ltd",), True),
        ("the Acme Devices Ltd of old", ("Acme Devices Ltd",), True),
        ("Acme Devices Ltda", ("Acme Devices Ltd",), False),
        ("Acme Devices", ("Acme Devices Ltd",), False),
        ("Coyote", ("Acme", "Coyote"), True),
        ("北京雷锋网络公司", ("雷锋网络",), True),
        ("Acme", ("雷锋网络",), False),
    ],
)
def test_a_value_says_a_name_that_it_holds_as_words_or_in_a_script_that_parts_none(value, names, said):
    assert _says(value, names) is said


def test_the_memory_of_what_is_reached_is_bounded(bench, made, monkeypatch):
    monkeypatch.setattr(reach, "_REMEMBERED", 2)
    bench = bench(made({"entity": "acme"}))
    judge = bench.judge()
    reaching = next(one for one in vars(judge).values() if isinstance(one, Reach))
    for name in ("Acme", "ACME", "acme", "Acme Inc."):
        (asset,) = Generic().assets({"assets": [{"name": "a", "manufacturer": name}]})
        assert len(list(judge.judge(asset, bench.engine.resolve(asset)))) == 1
        assert len(reaching._known) <= 2
