"""`waivers.yaml`, read: every mistake ends it, with its place and what would mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from banlint.catalog.days import is_day
from banlint.errors import ConfigError
from banlint.hints import Any
from banlint.model import Path
from banlint.policy.ids import is_pattern
from banlint.policy.waiver import AUTHORITIES, Selector, Waiver
from banlint.text import show, suggest

MOST_BYTES = 4 << 20
"""Of a file of waivers."""
TOP = "waivers"
_SELECTORS = Selector._fields
_NEEDED = ("regime", "authority", "owner", "reason", "from", "until")
_OPTIONAL = ("reference", "evidence")
KEYS = (*_SELECTORS, *_NEEDED, *_OPTIONAL)
"""The keys of a waiver."""
_NARROWING = ("path", "site")
_LONGEST = 2000
_CLASS = re.compile(r"\[[^\]]*\]")

At = Callable[[Path], tuple[int, int]]


def read(data: bytes, path: str) -> tuple[Waiver, ...]:
    """The waivers that the file `path` holds. Raises `ConfigError`."""
    from banlint.catalog.ownfile import listed

    found, fail, marks = listed(data, path, TOP, MOST_BYTES, "split the file")
    return tuple(_Entry(one, (TOP, number), fail).waiver(path, marks.value) for number, one in enumerate(found))


class _Entry:
    """One waiver as it is written."""

    def __init__(self, data: Any, at: Path, fail: Callable[[str, str, Path], ConfigError]) -> None:
        self._at = at
        self._fail = fail
        if not isinstance(data, Mapping):
            raise fail("a waiver is no mapping", "begin it with `- asset: NAME`", at)
        self._data: Mapping[str, Any] = data

    def waiver(self, path: str, place: At) -> Waiver:
        """The waiver. Raises `ConfigError`."""
        self._known_keys()
        selector = Selector(**{name: self._text(name) for name in _SELECTORS})
        self._narrow_enough(selector)
        since, until = self._day("from"), self._day("until")
        if until < since:
            raise self._refuse("until", f"it ends on {until}, before it begins", f"its first day is {since}")
        return Waiver(
            selector,
            self._regimes(),
            self._authority(),
            self._text("owner"),
            self._text("reason"),
            since,
            until,
            self._text("reference"),
            tuple(self._texts("evidence")),
            path,
            place(self._at)[0],
        )

    def _refuse(self, key: str, message: str, mend: str) -> ConfigError:
        return self._fail(message, mend, (*self._at, key) if key in self._data else self._at)

    def _known_keys(self) -> None:
        for key in self._data:
            if key not in KEYS:
                near = suggest(key, KEYS)
                mend = f"did you mean `{near}`?" if near else f"there are: {', '.join(KEYS)}"
                raise self._refuse(key, f"a waiver has no `{show(key)}`", mend)
        for key in _NEEDED:
            if key not in self._data:
                raise self._refuse(key, f"a waiver without `{key}`", f"say `{key}:`; it is never taken for granted")

    def _narrow_enough(self, selector: Selector) -> None:
        if not any(value for name, value in selector._asdict().items() if name not in _NARROWING):
            mend = "name an `asset`, a `manufacturer`, an `entity` or a `fingerprint` too"
            raise self._refuse("path", "this waiver would hide all that a place or a file holds", mend)
        for name in ("asset", "path"):
            pattern = getattr(selector, name)
            if pattern and not any(one.isalnum() for one in _CLASS.sub("", pattern)):
                raise self._refuse(name, f"`{name}: {show(pattern)}` names everything", "name what is waived")

    def _regimes(self) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(self._texts("regime")))
        for one in found:
            if not is_pattern(one):
                raise self._refuse("regime", f"`{show(one)}` names no regime", "name regimes by id, prefix or glob")
        if not found:
            raise self._refuse("regime", "a waiver of no regime", "name regimes by id, prefix or glob")
        return found

    def _authority(self) -> str:
        word = self._text("authority")
        if word not in AUTHORITIES:
            near = suggest(word, AUTHORITIES)
            mend = f"did you mean `{near}`?" if near else f"it is one of: {', '.join(AUTHORITIES)}"
            raise self._refuse("authority", f"`{show(word)}` is no authority", mend)
        return word

    def _day(self, key: str) -> str:
        text = self._text(key)
        if not is_day(text):
            raise self._refuse(key, f"`{key}: {show(text)}` is not a day", f"write it as in `{key}: 2030-12-31`")
        return text

    def _text(self, key: str) -> str:
        value = self._data.get(key, "")
        if not isinstance(value, str):
            raise self._refuse(key, f"`{key}` is not a text", f"write `{key}: ...` on a line")
        if len(value) > _LONGEST:
            raise self._refuse(key, f"`{key}` is longer than {_LONGEST} characters", "shorten it; link the rest")
        if key in self._data and not value.strip():
            raise self._refuse(key, f"`{key}` is empty", "say it, or remove the key")
        return value.strip()

    def _texts(self, key: str) -> list[str]:
        value = self._data.get(key)
        if not isinstance(value, list):
            return [self._text(key)] if key in self._data else []
        if not all(isinstance(one, str) and one.strip() for one in value):
            raise self._refuse(key, f"`{key}` is no list of texts", f"write `{key}: [...]`")
        return [one.strip() for one in value]
