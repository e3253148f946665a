"""msgspec, imported without `typing_extensions`, which costs as much again and only tells it of newer types."""

import sys

_UNASKED = "typing_extensions"

if _UNASKED in sys.modules:
    import msgspec
else:
    # What a module's place holds nothing for cannot be imported; msgspec then takes the same from `typing`.
    sys.modules[_UNASKED] = None  # type: ignore[assignment]
    try:
        import msgspec
    finally:
        del sys.modules[_UNASKED]

__all__ = ["msgspec"]
