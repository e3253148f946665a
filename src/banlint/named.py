"""`NamedTuple` as `typing` has it, and `StrEnum` as `enum` does, for the many classes that every start makes.

There, each tuple compiles its own constructor when it is made, and all of them
together took a sixth of a small check. Here a constructor is a ready one with
the names of the fields; only that of a class of many fields is compiled, when
its first instance is made. A member of an enum is an attribute like another
here, and asked for as fast. Type checkers see no difference, and a test holds
both to the same behaviour.
"""

import sys
from collections.abc import Iterable, Iterator

from banlint.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enum import StrEnum as StrEnum  # noqa: PLC0414 as below
else:
    _set = object.__setattr__

    class _Members(type):
        """Makes the texts in a class body its members."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> Any:
            texts = {key: value for key, value in space.items() if type(value) is str and not key.startswith("__")}
            made = super().__new__(cls, name, bases, space)
            made._members = {}
            for key, value in texts.items():
                one = str.__new__(made, value)
                _set(one, "name", key)
                _set(one, "value", value)
                type.__setattr__(made, key, one)
                made._members[value] = one
            return made

        def __call__(cls, value: object) -> Any:
            """The member of this value. Raises `ValueError` where there is none."""
            found = cls._members.get(value) if isinstance(value, str) else None
            if found is None:
                raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
            return found

        def __setattr__(cls, name: str, value: object) -> None:
            if not name.startswith("_"):
                raise AttributeError(f"cannot set {name} of {cls.__qualname__}")
            super().__setattr__(name, value)

        def __iter__(cls) -> Iterator[Any]:
            return iter(cls._members.values())

        def __len__(cls) -> int:
            return len(cls._members)

        def __contains__(cls, value: object) -> bool:
            return isinstance(value, str) and value in cls._members

        def __getitem__(cls, name: str) -> Any:
            return {one.name: one for one in cls}[name]

    class StrEnum(str, metaclass=_Members):
        """A text that is one of few."""

        __slots__ = ("name", "value")

        __str__ = str.__str__
        __format__ = str.__format__

        def __setattr__(self, name: str, _: object) -> None:
            raise AttributeError(f"cannot set {name} of {self!r}")

        def __repr__(self) -> str:
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __reduce_ex__(self, _: object) -> Any:
            return type(self), (self.value,)

        def __copy__(self) -> Any:
            return self

        def __deepcopy__(self, _: object) -> Any:
            return self


if TYPE_CHECKING or sys.version_info >= (3, 14):
    # There annotations are not at hand when a class is made, and are not evaluated for it either.
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414, TID251 it is for others to import
else:
    from collections import _tuplegetter, namedtuple
    from types import FunctionType

    _new = tuple.__new__
    _READY = tuple(
        one.__code__
        for one in (
            lambda _cls: _new(_cls, ()),
            lambda _cls, a: _new(_cls, (a,)),
            lambda _cls, a, b: _new(_cls, (a, b)),
            lambda _cls, a, b, c: _new(_cls, (a, b, c)),
            lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
            lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
            lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
            lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
            lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
            lambda _cls, a, b, c, d, e, f, g, h, i: _new(_cls, (a, b, c, d, e, f, g, h, i)),
            lambda _cls, a, b, c, d, e, f, g, h, i, j: _new(_cls, (a, b, c, d, e, f, g, h, i, j)),
            lambda _cls, a, b, c, d, e, f, g, h, i, j, k: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k)),
            lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m)),
        )
    )

    class _Maker(type):
        """Makes a class with `NamedTuple` among its bases a tuple whose items have names."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> Any:
            if not any(type(base) is cls and not hasattr(base, "_fields") for base in bases):
                return super().__new__(cls, name, bases, space)
            fields = tuple(space.get("__annotations__", ()))
            defaults = {field: space.pop(field) for field in fields if field in space}
            if list(defaults) != list(fields[len(fields) - len(defaults) :]):
                raise TypeError(f"{name}: a field without a default follows one that has one")
            for index, field in enumerate(fields):
                space[field] = _tuplegetter(index, "")
            if len(fields) < len(_READY):
                code = _READY[len(fields)].replace(co_varnames=("_cls", *fields))
                space["__new__"] = FunctionType(code, globals(), "__new__", tuple(defaults.values()))
            space.update(__slots__=(), _fields=fields, _field_defaults=defaults, __match_args__=fields)
            return super().__new__(cls, name, bases, space)

    class NamedTuple(tuple, metaclass=_Maker):
        """A tuple whose items have the names and defaults that a class body annotates."""

        __slots__ = ()

        def __new__(cls, /, *values: Any, **named: Any) -> Any:  # noqa: D102 as that of any class
            made = next(base for base in cls.__mro__ if "_fields" in vars(base))
            real = namedtuple(made.__name__, made._fields, defaults=tuple(made._field_defaults.values())).__new__  # noqa: PYI024
            # From here on the class makes its instances itself.
            made.__new__ = staticmethod(real)
            return real(cls, *values, **named)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Any:
            made = _new(cls, values)
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
