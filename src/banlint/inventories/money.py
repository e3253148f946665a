"""Prices as people write them: a number where it is plainly one, and the currency as it is written, never guessed."""

from __future__ import annotations

from decimal import Decimal

from banlint.named import NamedTuple

_LONGEST = 40
_DIGITS = 15
_SPACES = str.maketrans("", "", " \t\u00a0\u202f\u2009'’_")
_SIGNS = frozenset("$€£¥₹₩₽元円")


class Money(NamedTuple):
    """An amount in a currency: a code or sign as written, empty where none is."""

    currency: str
    amount: Decimal


def money(written: str) -> Money | None:
    """What a price says; `None` where it is not plainly an amount: a range, a word, two numbers, a doubtful comma.

    >>> money("USD 1,200.50"), money("1.200,50 €"), money("n/a")
    (Money(currency='USD', amount=Decimal('1200.50')), Money(currency='€', amount=Decimal('1200.50')), None)
    """
    text = written.strip()
    if not text or len(text) > _LONGEST:
        return None
    start = next((at for at, one in enumerate(text) if one in "0123456789"), -1)
    end = len(text) - next((at for at, one in enumerate(reversed(text)) if one in "0123456789"), 0)
    if start < 0:
        return None
    currency = _currency(text[:start].strip(), text[end:].strip())
    amount = _amount(text[start:end].translate(_SPACES))
    return Money(currency, amount) if currency is not None and amount is not None else None


def _currency(before: str, after: str) -> str | None:
    """The one currency beside a number, upper-case; empty where there is none, `None` for anything else."""
    if before and after:
        return None
    word = (before or after).removesuffix(".").strip()
    if not word:
        return ""
    letters = word.strip("".join(_SIGNS))
    good = len(letters) <= 3 and (not letters or (letters.isascii() and letters.isalpha()))
    return word.upper() if good and len(word) <= 4 else None


def _amount(digits: str) -> Decimal | None:
    parts = digits.replace(",", ".").split(".")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(digits) > _DIGITS + len(parts):
        return None
    marks = [one for one in digits if one in ",."]
    if len(marks) < 2:
        return Decimal(digits) if not marks else _of_two(*parts, mark=marks[0])
    *whole, last = parts
    grouped = 1 <= len(whole[0]) <= 3 and all(len(part) == 3 for part in whole[1:]) and len(set(marks[:-1])) == 1
    if not grouped or (marks[-1] == marks[0] and len(last) != 3):
        return None
    return Decimal("".join(parts) if marks[-1] == marks[0] else f"{''.join(whole)}.{last}")


def _of_two(whole: str, last: str, *, mark: str) -> Decimal | None:
    """A number with one mark in it."""
    if len(last) != 3:
        return Decimal(f"{whole}.{last}")
    # A lone point before three digits parts thousands in half of the world, and a fraction in the other.
    return Decimal(whole + last) if mark == "," and 1 <= len(whole) <= 3 and whole != "0" else None
