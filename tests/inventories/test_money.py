"""Prices as people write them: plainly an amount, or none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.inventories.money import Money, money


@pytest.mark.parametrize(
    ("written", "currency", "amount"),
    [
        ("1200", "", "1200"),
        ("1200.50", "", "1200.50"),
        ("USD 1,200.50", "USD", "1200.50"),
        ("1.200,50 €", "€", "1200.50"),
        ("€1.234.567", "€", "1234567"),
        ("1,234,567.8 usd", "USD", "1234567.8"),
        ("CHF 1'200.00", "CHF", "1200.00"),
        ("1 200,00 kr", "KR", "1200.00"),
        ("1\u202f200 EUR", "EUR", "1200"),
        ("$1,200", "$", "1200"),
        ("US$ 99", "US$", "99"),
        ("¥80", "¥", "80"),
        ("12,5", "", "12.5"),
        ("1,200", "", "1200"),
        ("0", "", "0"),
    ],
)
def test_an_amount_is_read_with_its_currency_as_written(written, currency, amount):
    assert money(written) == Money(currency, Decimal(amount))


@pytest.mark.parametrize(
    "written",
    [
        "", "n/a", "on request", "USD", "80-90", "10 or 20", "-5", "1.200", "0,200", "1.2.3", "12,34,567", "1,2,3.4",
        "1200,000", "EUR 5 USD", "about 5", "5 pieces", "1e9", "٣", "１２", "5%", "x" * 1000, "9" * 60, "1,200.50.7",
    ],
)  # fmt: skip
def test_what_is_not_plainly_one_amount_is_none(written):
    assert money(written) is None


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["", "USD", "EUR", "€"]))
def test_what_is_written_in_either_manner_is_read_the_same(amount, currency):
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    for written in (english, german, f"{amount:f}"):
        assert money(f"{currency} {written}") == Money(currency, amount)
        assert money(f"{written} {currency}") == Money(currency, amount)


@given(st.text(max_size=60))
def test_whatever_is_written_is_an_amount_of_at_least_nothing_or_none(written):
    found = money(written)
    assert found is None or (found.amount >= 0 and found.amount.is_finite() and len(found.currency) <= 4)
