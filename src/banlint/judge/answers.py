"""Answers from a facts file, given to the assets they are about before these are judged."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from banlint.model import Asset, Fact, Identifier, Notice, Role
from banlint.named import NamedTuple
from banlint.text import fold, show

IDENTIFYING = {"manufacturer": Role.MANUFACTURER, "model": Role.MODEL, "supplier": Role.SUPPLIER}
"""The answers that are identifiers of the asset, and no facts."""
_TELLING = {Role.SERIAL: "serial", Role.MAC: "mac_address"}
_GLOB = frozenset("*?[")


class Selector(NamedTuple):
    """Which assets an entry is about: all that is said has to hold. Empty says nothing."""

    asset: str = ""
    """A name or a glob."""
    serial: str = ""
    mac_address: str = ""
    at: str = ""
    """The name of a site or a glob."""
    path: str = ""
    """The file, or a glob for it."""


class Entry(NamedTuple):
    """What somebody answered about some assets, and where that is written."""

    selector: Selector
    answers: Mapping[str, str]
    said_by: str
    place: str
    """`FILE:LINE`, for the findings that rest on it."""
    line: int


class Answered(NamedTuple):
    """Which entries were of use, by their number in the file."""

    entries: frozenset[int]


class Answers:
    """All entries of a facts file. Later entries go before earlier ones, as what is said later does."""

    def __init__(self, path: str, entries: tuple[Entry, ...], sha256: str = "") -> None:
        self.path = path
        self.sha256 = sha256
        self.entries = entries
        self.used: set[int] = set()
        self.whole = True
        """Whether a run sees all that the entries are about, so that it can tell which are of no use."""
        # By what tells an asset plainly, so that thousands of entries cost no more than some.
        self._keyed: dict[tuple[str, str], list[int]] = {}
        self._others: list[int] = []
        for number, entry in enumerate(entries):
            key = _key(entry.selector)
            (self._keyed.setdefault(key, []) if key else self._others).append(number)

    def given(self, asset: Asset, path: str) -> Asset:
        """`asset` of the file `path` with what the entries about it answer."""
        numbers = {*self._others, *(number for key in _keys(asset) for number in self._keyed.get(key, ()))}
        met = sorted(number for number in numbers if _is_about(self.entries[number].selector, asset, path))
        if not met:
            return asset
        self.used.update(met)
        facts = dict(asset.facts)
        identifiers: dict[Role, Identifier] = {}
        for number in met:
            entry = self.entries[number]
            for field, value in entry.answers.items():
                if field in IDENTIFYING:
                    role = IDENTIFYING[field]
                    identifiers[role] = Identifier(role, value, asset.path, f"{field}, {entry.place}")
                else:
                    facts[field] = Fact(value, asset.path, _field(field, value, entry.place, asset.facts.get(field)))
        return asset._replace(facts=facts, identifiers=asset.identifiers + tuple(identifiers.values()))

    def unused(self, used: frozenset[int]) -> Iterator[Notice]:
        """What to say of the entries that no asset was for."""
        for number, entry in enumerate(self.entries if self.whole else ()):
            if number not in used:
                said = " ".join(
                    f"{name} {show(value, 60)}" for name, value in entry.selector._asdict().items() if value
                )
                yield Notice(
                    "unused",
                    f"no asset was met that is meant here: {said}",
                    "mend the entry, or remove it",
                    self.path,
                    entry.line,
                    1,
                )


def _key(selector: Selector) -> tuple[str, str] | None:
    """What of `selector` an asset can be looked up by; `None` where there are only globs."""
    if selector.serial:
        return "serial", _letters(selector.serial)
    if selector.mac_address:
        return "mac_address", _letters(selector.mac_address)
    return ("asset", fold(selector.asset)) if selector.asset and _GLOB.isdisjoint(selector.asset) else None


def _keys(asset: Asset) -> Iterator[tuple[str, str]]:
    yield "asset", fold(asset.name)
    for one in asset.identifiers:
        if one.role in _TELLING:
            yield _TELLING[one.role], _letters(one.value)


def _field(field: str, value: str, place: str, before: Fact | None) -> str:
    """How an answer is shown where a finding rests on it; what the inventory says otherwise is not hidden."""
    differs = before is not None and fold(before.value) != fold(value)
    return f"{field} by {place}" + (f", where the inventory has {show(before.value, 40)}" if before and differs else "")


def _is_about(selector: Selector, asset: Asset, path: str) -> bool:
    site = asset.facts.get("site")
    return (
        _meets(selector.asset, asset.name)
        and _meets(selector.at, site.value if site else "")
        and (not selector.path or fnmatchcase(path, selector.path.removeprefix("./")))
        and _has(selector.serial, Role.SERIAL, asset)
        and _has(selector.mac_address, Role.MAC, asset)
    )


def _meets(pattern: str, value: str) -> bool:
    return not pattern or fnmatchcase(_plain(value), _plain(pattern))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _has(wanted: str, role: Role, asset: Asset) -> bool:
    if not wanted:
        return True
    plain = _letters(wanted)
    return any(one.role is role and _letters(one.value) == plain for one in asset.identifiers)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
