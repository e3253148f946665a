"""Models alone: the grammars of two camera makers, and whether they take in models of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from cases import NO, NONE, YES, Case
from ours import Hits

OURS = {"Hikvision": "hikvision", "Dahua": "dahua"}
"""The camera makers whose models have to be known."""
OTHERS = ("Uniview", "Axis", "Hanwha", "Reolink", "ABUS")
"""Camera makers whose models must never be taken for theirs."""
# The labelled rows hold few models of these; the rest are the subjects of public manuals.
_MANUALS: dict[str, dict[str, str]] = {
    "Axis": {
        "I8307-VE": "https://help.axis.com/sv-se/axis-i8307-ve",
        "M3104-LVE": "https://www.easymanua.ls/axis/m31-lve-series/manual",
        "P1445-LE-3": "https://help.axis.com?piaId=45019&language=cs-cz",
        "P3265-LVE-3": "https://help.axis.com?piaId=45019&language=cs-cz",
        "P3915-R Mk II": "https://manualshive.com/en/manual/axis/p3915-r/3038434",
        "Q1615-E Mk II": "http://www.manualslib.com/manual/1379034/Axis-Q1615-E-Mk-Ii.html",
        "Q6045-S Mk II": "https://www.easymanua.ls/axis/q6045-s-mk-ii/manual",
        "Q6075-SE": "https://help.axis.com/sv-se/axis-q6075-se",
    },
    "Hanwha": {
        "PNM-9084RQZ": "https://manuals.plus/m/afbdab9b6735ba2673a575039644059773f336fea8a9c3f4043e9a8080b1158b",
        "SNK-B73041BW": "https://UserManual.wiki/Hanwha-Techwin/SNC79441BW/info",
        "SNR-6400": "https://www.notice-facile.com/en/manual/1203587/hanwha+snr-6400",
        "SNR-73200WN": "https://usermanual.wiki/Hanwha-Techwin/SNR73200WN",
    },
    "ABUS": {
        "TVIP31000": "https://azmanual.top/manuals/317190/abus-tvip31550-tvip31000.html",
        "TVIP31550": "https://azmanual.top/manuals/317190/abus-tvip31550-tvip31000.html",
        "TVIP40000": "https://www.manualsdir.com/manuals/317057/abus-tvip40000.html",
    },
}


class Models(NamedTuple):
    """How one maker's models fare."""

    maker: str
    asked: tuple[str, ...]
    known: tuple[str, ...]
    """Those led to their maker at `probable` or better; of other makers, those taken for one of the two."""


def alone(cases: Sequence[Case], method: Callable[[Mapping[str, str]], Hits]) -> list[Models]:
    """Every camera maker's models, each with nothing beside it."""
    rows = [_own(maker, entity, cases, method) for maker, entity in OURS.items()]
    return rows + [_other(maker, cases, method) for maker in OTHERS]


def _own(maker: str, entity: str, cases: Iterable[Case], method: Callable[[Mapping[str, str]], Hits]) -> Models:
    asked = _models(case for case in cases if case.vendor == entity and case.label == YES)
    known = [one for one in asked if (hit := method({"model": one}).get(entity)) and hit.rank >= 1]
    return Models(maker, asked, tuple(known))


def _other(maker: str, cases: Iterable[Case], method: Callable[[Mapping[str, str]], Hits]) -> Models:
    own = (case for case in cases if case.vendor == NONE and _is_of(case, maker))
    asked = tuple(dict.fromkeys((*_models(own), *_MANUALS.get(maker, ()))))
    taken = [one for one in asked if not set(OURS.values()).isdisjoint(method({"model": one}))]
    return Models(maker, asked, tuple(taken))


def _is_of(case: Case, maker: str) -> bool:
    return case.label == NO and maker.casefold() in case.fields.get("manufacturer", "").casefold()


def _models(cases: Iterable[Case]) -> tuple[str, ...]:
    """Their model numbers; a word without a digit is none."""
    found = (case.fields.get("model", "") for case in cases)
    return tuple(dict.fromkeys(one for one in found if any(character.isdigit() for character in one)))


def taken(
    types: Iterable[tuple[str, str]], method: Callable[[Mapping[str, str]], Hits], vendors: Mapping[str, set[str]]
) -> tuple[int, list[str]]:
    """Of device types of all makers, how many there are of others than `vendors`, and those taken for one of them."""
    count = 0
    found = []
    for maker, model in types:
        if any(maker.casefold() in said for said in vendors.values()):
            continue
        count += 1
        claimed = {
            entity: hit for entity, hit in method({"model": model}).items() if entity in vendors and hit.rank >= 1
        }
        found += [f"{maker} {model}: taken for {entity}, {hit.why}" for entity, hit in claimed.items()]
    return count, found
