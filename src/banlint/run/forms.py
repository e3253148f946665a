"""Which adapter reads the records of a stream: asked once for all records of one form, where only their form tells.

The form of a record is its keys and the kinds of its values. That nothing else
decides is not taken on trust: the adapters are shown a record whose texts tell
on whoever looks into them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from banlint.hints import Any
from banlint.model import Adapter, Data, Registered

Form = object
Chosen = Registered[Adapter] | None
_MOST = 1000
"""Forms of one file that are kept."""
_LARGEST = 400
"""Values of a record that has a form."""
_SEEN_BEFORE = 2
"""Records that go by before a form is worth its price."""
# What is asked of a text without looking into it.
_LOOKS = frozenset(f"__{name}__" for name in ("eq", "ne", "lt", "le", "gt", "ge", "hash", "str", "repr", "format"))
_SILENT = frozenset(dir(object)) - _LOOKS


class Forms:
    """The adapters of the forms that were met in one file."""

    def __init__(self, choose: Callable[[Data, str], Chosen]) -> None:
        self._choose = choose
        self._name = ""
        self._records = 0
        self._known: dict[Form, tuple[bool, Chosen]] = {}

    def adapter(self, data: Data, name: str) -> Chosen:
        """What reads the record `data` of the file `name`."""
        if name != self._name or len(self._known) > _MOST:
            self._name, self._records = name, 0
            self._known.clear()
        self._records += 1
        if self._records <= _SEEN_BEFORE:
            return self._choose(data, name)
        form = _form(data, [_LARGEST])
        known = self._known.get(form)
        if known is None:
            found = self._choose(data, name)
            known = self._known[form] = form is not None and self._tells(data, name, found), found
        return known[1] if known[0] else self._choose(data, name)

    def _tells(self, data: Data, name: str, found: Chosen) -> bool:
        """Whether the form of `data` alone makes `found` its adapter."""
        told: list[str] = []
        again = self._choose(telling(data, told), name)
        return not told and (again is found or (again is not None and found is not None and again[1] is found[1]))


def _form(data: Data, room: list[int]) -> Form:
    """The keys and the kinds of the values of `data`; `None` where there are too many, or of no plain kind."""
    kind = type(data)
    if kind is not dict and kind is not list:
        return (kind, data) if data is None or kind is bool else kind if isinstance(data, str) else None
    values = data.values() if kind is dict else data  # type: ignore[union-attr]
    room[0] -= len(values) + 1  # type: ignore[arg-type]
    if room[0] < 0:
        return None
    forms = tuple([type(one) if type(one) is str else _form(one, room) for one in values])  # type: ignore[union-attr]
    return None if None in forms else (tuple(data), forms) if kind is dict else (list, forms)  # type: ignore[arg-type]


def telling(data: Any, told: list[str]) -> Any:
    """`data` with texts that note in `told` when something looks into them."""
    if isinstance(data, dict):
        return {key: telling(one, told) for key, one in data.items()}
    if isinstance(data, list):
        return [telling(one, told) for one in data]
    if not isinstance(data, str):
        return data
    teller = _teller(type(data))(data)
    teller.told = told
    return teller


@cache
def _teller(kind: type[str]) -> Any:
    """A kind of text that tells on whoever calls it; what looks into it unseen still finds the text itself."""

    def noting(method: str) -> Callable[..., Any]:
        def tell(self: Any, *given: Any, **named: Any) -> Any:
            self.told.append(method)
            return getattr(kind, method)(self, *given, **named)

        return tell

    methods = [name for name in dir(str) if name not in _SILENT and callable(getattr(str, name))]
    space = {name: noting(name) for name in methods}

    def is_something(self: Any) -> bool:
        self.told.append("__bool__")
        return str.__len__(self) > 0

    return type("Teller", (kind,), {**space, "__bool__": is_something})
