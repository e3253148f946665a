"""Prices, for those who sum them: they are read where inventories are."""

from banlint.inventories.money import Money, money

__all__ = ["Money", "money"]
