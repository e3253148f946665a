"""Pure text functions: folding names for comparison, showing strangers' text safely, near misses of a key."""

from __future__ import annotations

from collections.abc import Iterable

# Characters that print as nothing or turn the text around: removed before names are compared.
_INVISIBLE = frozenset({"Cf", "Cc", "Mn", "Me"})
_MAX_COMBINING = 3


def fold(value: str) -> str:
    """`value` as words for comparison: compatibility forms, case, accents and punctuation gone, single spaces.

    Idempotent. Letters of any script stay.

    >>> fold("Acme  DIGITAL Technology Co.,Ltd.")
    'acme digital technology co ltd'
    >>> fold("Ａｃｍｅ")
    'acme'
    """
    if value.isascii():
        return " ".join(ascii_words(value))
    import unicodedata

    value = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", value).casefold()).casefold()
    kept = []
    for character in value:
        if character.isalnum():
            kept.append(character)
        elif unicodedata.category(character) not in _INVISIBLE or character.isspace():
            kept.append(" ")
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def ascii_words(value: str) -> list[str]:
    """The words of `fold(value)`, for a `value` in ASCII alone."""
    # As bytes: translating a text costs five times as much.
    letters = value.encode("ascii")
    if value.isprintable():
        return letters.translate(_ASCII_FOLD).decode("ascii").split()
    return letters.translate(_ASCII_FOLD, _ASCII_DROPPED).decode("ascii").split()


_ASCII = list(map(chr, range(128)))
_ASCII_FOLD = bytes(ord(one.lower()) if one.isalnum() else 32 for one in _ASCII).ljust(256)
# Whatever else does not print is a control character.
_ASCII_DROPPED = bytes(ord(one) for one in _ASCII if not one.isprintable() and not one.isspace())


def show(value: str, limit: int = 200) -> str:
    r"""`value` on one line, safe for a terminal or a log: what does not print becomes a visible escape.

    That covers control characters, line ends, bidirectional overrides,
    zero-width and unassigned characters; long runs of combining marks and
    anything past `limit` characters are cut, with the number left out said.

    >>> show("a\x1b[31mb\n")
    'a\\x1b[31mb\\n'
    """
    if len(value) <= limit and value.isascii() and value.isprintable():
        return value
    cut = value[:limit]
    if not (cut.isascii() and cut.isprintable()):
        cut = "".join(_visible(cut))
    return cut if len(value) <= limit else f"{cut}... ({len(value) - limit} more characters)"


def _visible(value: str) -> Iterable[str]:
    import unicodedata

    combining = 0
    for character in value:
        combining = combining + 1 if unicodedata.combining(character) else 0
        if combining > _MAX_COMBINING or not character.isprintable():
            yield character.encode("unicode_escape").decode("ascii")
        else:
            yield character


def suggest(word: str, known: Iterable[str]) -> str:
    """The one of `known` most like `word`, or an empty string."""
    import difflib

    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return near[0] if near else ""
