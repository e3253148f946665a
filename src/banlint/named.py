"""`NamedTuple` as `typing` has it, for classes that every start makes and few runs use.

There, each class compiles its constructor when it is made, which was a sixth of
a small check. Here that waits for the first instance; type checkers see no
difference, and a test holds both to the same behaviour.
"""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or sys.version_info >= (3, 14):
    # There annotations are not at hand when a class is made, and are not evaluated for it either.
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414, TID251 it is for others to import
else:
    from collections import _tuplegetter, namedtuple

    class _Maker(type):
        """Makes a class with `NamedTuple` among its bases a tuple whose items have names."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> Any:
            if not any(type(base) is cls and not hasattr(base, "_fields") for base in bases):
                return super().__new__(cls, name, bases, space)
            fields = tuple(space.get("__annotations__", ()))
            defaults = {field: space.pop(field) for field in fields if field in space}
            if list(defaults) != list(fields[len(fields) - len(defaults) :]):
                raise TypeError(f"{name}: a field without a default follows one that has one")
            space.update({field: _tuplegetter(index, "") for index, field in enumerate(fields)})
            space.update(__slots__=(), _fields=fields, _field_defaults=defaults, __match_args__=fields)
            return super().__new__(cls, name, bases, space)

    class NamedTuple(tuple, metaclass=_Maker):
        """A tuple whose items have the names and defaults that a class body annotates."""

        __slots__ = ()

        def __new__(cls, /, *values: Any, **named: Any) -> Any:
            made = next(base for base in cls.__mro__ if "_fields" in vars(base))
            real = namedtuple(made.__name__, made._fields, defaults=tuple(made._field_defaults.values())).__new__  # noqa: PYI024
            # From here on the class makes its instances itself.
            made.__new__ = staticmethod(real)
            return real(cls, *values, **named)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Any:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes: Any) -> Any:
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            shown = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)
