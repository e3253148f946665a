"""`hashlib.blake2b`, without the library that `hashlib` loads for other hashes: that takes as long as 1,000 files."""

from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b
else:
    try:
        from _blake2 import blake2b
    except ImportError:  # pragma: no cover - where Python has it elsewhere
        from hashlib import blake2b

__all__ = ["blake2b"]
