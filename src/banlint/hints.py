"""What annotations need of `typing`, which would be a fourteenth of a small check to import.

Type checkers are shown the real names. While a program runs nothing looks at them, but for a base class that has to be
one, and a call that has to give back what it was given; so each stands for no more than that.
"""

import sys

TYPE_CHECKING = False

if TYPE_CHECKING or sys.version_info >= (3, 14):
    # There `banlint.named` needs the real ones, which are cheaper besides.
    from typing import IO as IO
    from typing import Any as Any
    from typing import BinaryIO as BinaryIO
    from typing import ClassVar as ClassVar
    from typing import Generic as Generic
    from typing import NewType as NewType
    from typing import NoReturn as NoReturn
    from typing import Protocol as Protocol
    from typing import Self as Self
    from typing import TextIO as TextIO
    from typing import TypeGuard as TypeGuard
    from typing import TypeVar as TypeVar
    from typing import cast as cast
else:

    class Generic:
        """A base of classes that are told of what they hold."""

        __slots__ = ()

        def __class_getitem__(cls, _):
            return cls

    class Protocol:
        """A base of classes that say what others have."""

        __slots__ = ()

        def __class_getitem__(cls, _):
            return cls

    Any = IO = BinaryIO = ClassVar = NoReturn = Self = TextIO = TypeGuard = Generic

    def NewType(_name, kind):  # noqa: N802
        """A type that differs from `kind` in its name alone."""
        return kind

    def TypeVar(name, *_bounds, **_kinds):  # noqa: N802
        """Something to stand where a type will."""
        return name

    def cast(_kind, value):
        """`value`, which is of that kind."""
        return value
