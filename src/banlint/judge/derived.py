"""Facts that an asset states without a field of their own: who sold it, and whether it is a part of something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from banlint.model import Asset, Evidence, Fact, Role

SOLD_BY, PART = "sold_by", "part"
FIELDS = {SOLD_BY: "supplier", PART: "components"}
"""The fields that say them."""


def derived(
    asset: Asset, is_placeholder: Callable[[str], bool], evidence: Iterable[Evidence] = ()
) -> Mapping[str, Fact]:
    """`sold_by`: `maker` where the supplier is who `evidence` is for, `another` else; `part`: `component`, `whole`."""
    found = {PART: Fact("component" if asset.parent else "whole", asset.path, FIELDS[PART])}
    suppliers = [one for one in asset.identifiers if one.role is Role.SUPPLIER and not is_placeholder(one.value)]
    if suppliers:
        own = {one.identifier for one in evidence}
        met = next((one for one in suppliers if one in own), None)
        shown = met or suppliers[0]
        found[SOLD_BY] = Fact("maker" if met else "another", shown.path, f"{shown.field} {shown.value[:60]}")
    return found
