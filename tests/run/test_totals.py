"""What changes come to: assets counted once, prices by currency, groups in a fixed order."""

from decimal import Decimal

from banlint.inventories.money import Money
from banlint.model import Duty, Verdict
from banlint.run.hits import Change, Hit, Kind
from banlint.run.totals import by_kind, grouped, rates, worth

_BLANK = dict.fromkeys(Hit._fields, "") | {
    "line": 0, "column": 0, "thing": (), "law": (), "questions": (), "mention": False, "duty": None,
    "verdict": Verdict.PROHIBITED,
}  # fmt: skip


def hit(pointer, **more):
    return Hit(**{**_BLANK, "path": "a.yaml", "pointer": pointer, **more})


def new(pointer, already=False, effective="", **more):
    return Change(Kind.NEW, hit(pointer, **more), None, effective, "", (), already)


def test_an_asset_that_several_laws_hit_is_counted_and_priced_once():
    found = worth([new("/1", regime="a", price="USD 10"), new("/1", regime="b", price="USD 10"), new("/2")])
    assert (found.assets, found.findings, found.unpriced) == (2, 3, 1)
    assert found.value == (Money("USD", Decimal(10)),)


def test_the_same_place_in_two_files_is_two_assets():
    assert worth([new("/1"), new("/1", path="b.yaml")]).assets == 2


def test_currencies_are_never_mixed_and_a_sign_is_no_code():
    prices = ("USD 1", "$2", "3", "EUR 4", "usd 5.25", "six")
    found = worth(new(f"/{number}", price=price) for number, price in enumerate(prices))
    assert [(one.currency, str(one.amount)) for one in found.value] == [
        ("", "3"), ("$", "2"), ("EUR", "4"), ("USD", "6.25"),
    ]  # fmt: skip
    assert (found.unread, found.unpriced) == (1, 0)


def test_an_asset_counts_as_decided_only_where_all_that_is_found_of_it_is():
    assert worth([new("/1", decision="waived"), new("/1"), new("/2", decision="baselined")]).decided == 1


def test_groups_go_by_size_and_then_by_name_and_what_is_not_said_comes_last():
    sites = ("", "", "", "B", "A", "C", "C")
    found = grouped([new(f"/{number}", site=site) for number, site in enumerate(sites)], "site")
    assert [(name, one.assets) for name, one in found] == [("C", 2), ("A", 1), ("B", 1), ("", 3)]


def test_dates_go_in_their_order():
    found = grouped([new("/1", effective="2027-01-01"), new("/2", effective="2026-01-01"), new("/3")], "date")
    assert [name for name, _ in found] == ["2026-01-01", "2027-01-01", ""]


def test_every_kind_of_change_has_its_total():
    assert {kind: one.assets for kind, one in by_kind([new("/1")]).items()} == {
        Kind.NEW: 1, Kind.NAMED: 0, Kind.GRAVER: 0, Kind.LESSER: 0, Kind.GONE: 0,
    }  # fmt: skip


def test_duties_are_summed_by_rate_on_both_sides():
    low, high = Duty("10", "2018-09-24", "5.50", "USD"), Duty("25", "2019-05-10", "20.00", "EUR")
    before = [hit("/1", regime="t", duty=low), hit("/2", regime="t", duty=low)]
    found = rates(before, [hit("/1", regime="t", duty=high), hit("/3", regime="t")])
    assert [(one.percent, one.before.assets, one.after.assets) for one in found] == [
        ("", 0, 1),
        ("10", 2, 0),
        ("25", 0, 1),
    ]
    assert found[1].before.exposed == (Money("USD", Decimal("11.00")),)
    assert found[2].after.exposed == (Money("EUR", Decimal("20.00")),)
