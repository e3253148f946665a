"""Where names could be miswritten, laid out once: each long word of a name beside what is left of the name."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping

SHORTEST = 6
"""Letters that the miswritten word needs, and the word it stands for: among shorter ones every edit is a name."""
SLOT = "*"

Slips = tuple[Mapping[str, list[str]], frozenset[str]]
"""By the rest of a name the words that may be miswritten in it; and every word that stands beside one."""


def slots(name: str) -> list[tuple[str, str]]:
    """Each word that is long enough to be told though miswritten, and the words around it with its first letter."""
    found = []
    words = name.split(" ")
    for place, word in enumerate(words):
        if len(word) >= SHORTEST and word.isalpha():
            words[place] = SLOT + word[0]
            found.append((" ".join(words), word))
            words[place] = word
    return found


def packed(names: Iterable[str]) -> bytes:
    """What `unpacked` reads."""
    words: dict[str, list[str]] = {}
    beside: dict[str, None] = {}
    for name in sorted(names):
        for rest, word in slots(name) if name.isascii() else ():
            words.setdefault(rest, []).append(word)
            beside.update(dict.fromkeys(one for one in rest.split(" ") if not one.startswith(SLOT)))
    return marshal.dumps((words, list(beside)), 2)


def unpacked(content: bytes) -> Slips:
    """The slips that the names of a catalog may be met under."""
    words, beside = marshal.loads(content)  # noqa: S302 - of a section of the index that is verified
    return words, frozenset(beside)
