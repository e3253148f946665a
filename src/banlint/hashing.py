"""Hashes of `hashlib`, without the library it loads for all of them: that takes as long as to check 1,000 files."""

from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b
    except ImportError:
        # Where a Python has it elsewhere.
        from hashlib import blake2b
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            # Until Python 3.11 it had a module of its own.
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256

__all__ = ["blake2b", "sha256"]
