"""The text of a suppression: `ignore[xx-some-ban] until=2027-03-31 ref=CR-1042 -- reason`."""

from __future__ import annotations

from banlint.catalog.days import is_day
from banlint.named import NamedTuple
from banlint.policy.field import MARKER
from banlint.policy.ids import is_pattern
from banlint.text import show, suggest

_VERB = "ignore"
_KEYS = ("until", "ref")
_LONGEST = 1000
_MOST_IDS = 20
EXAMPLE = "write `ignore[REGIME] until=2030-12-31 ref=TICKET -- why`"


class Terms(NamedTuple):
    """What a suppression says: which regimes, until when, why, by which reference."""

    ids: tuple[str, ...]
    until: str
    reason: str
    reference: str = ""


class Malformed(NamedTuple):
    """Why a text is no suppression that could be honoured, and what would make it one."""

    message: str
    mend: str = EXAMPLE


def parse(text: str) -> Terms | Malformed:
    """The suppression that `text` is, with or without the marker before it.

    >>> parse("banlint: ignore[a-1, b-*] until=2027-03-31 -- being replaced")
    Terms(ids=('a-1', 'b-*'), until='2027-03-31', reason='being replaced', reference='')
    """
    words = text.strip().removeprefix("#").strip().removeprefix(MARKER).strip()
    if len(words) > _LONGEST:
        return Malformed(f"a suppression of more than {_LONGEST} characters", "keep the reason short; link the rest")
    verb, bracket, rest = words.partition("[")
    inside, closed, rest = rest.partition("]")
    if verb.strip() != _VERB or not bracket or not closed:
        return Malformed(f"`{show(words, 60)}` is no suppression")
    if rest[:1].strip():
        return Malformed(f"`{show(rest, 60)}` stands right behind the bracket", "put a blank between them")
    ids = tuple(dict.fromkeys(one.strip() for one in inside.split(",")))
    if len(ids) > _MOST_IDS:
        return Malformed(f"more than {_MOST_IDS} regimes in one suppression", "a prefix or a glob names many")
    for one in ids:
        if not is_pattern(one):
            return Malformed(f"`{show(one, 60)}` names no regime", "name regimes by id, prefix or glob")
    options, reason = _parted(rest)
    return _terms(ids, options, reason)


def written(terms: Terms) -> str:
    """`terms` as a text that `parse` reads back, without the marker."""
    reference = f" ref={terms.reference}" if terms.reference else ""
    return f"{_VERB}[{', '.join(terms.ids)}] until={terms.until}{reference} -- {terms.reason}"


def _parted(rest: str) -> tuple[list[str], str]:
    """The options before the two hyphens, and the reason behind them; empty where there are none."""
    before, dashes, reason = f"{rest} ".partition(" -- ")
    return before.split(), reason.strip() if dashes else ""


def _terms(ids: tuple[str, ...], options: list[str], reason: str) -> Terms | Malformed:
    found: dict[str, str] = {}
    for option in options:
        key, equals, value = option.partition("=")
        if key not in _KEYS or not equals:
            near = suggest(key, _KEYS)
            mend = f"did you mean `{near}=`?" if near else "there are until= and ref=; the reason goes behind ` -- `"
            return Malformed(f"`{show(option, 60)}` means nothing here", mend)
        if key in found:
            return Malformed(f"`{key}=` stands twice", "keep one")
        found[key] = value
    if not reason:
        return Malformed("a suppression without a reason", "say why behind ` -- `")
    if not found.get("until"):
        return Malformed("a suppression without an end", "say until=2030-12-31: the last day it holds")
    if not is_day(found["until"]):
        return Malformed(f"`{show(found['until'], 60)}` is not a day", "write until=2030-12-31")
    return Terms(ids, found["until"], reason, found.get("ref", ""))
