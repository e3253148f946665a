"""A facts file, read: every mistake ends it, with its place and what would mend it."""

from __future__ import annotations

from collections.abc import Mapping

from banlint.hints import TYPE_CHECKING, Any
from banlint.judge.answers import IDENTIFYING, Answers, Entry, Selector
from banlint.judge.times import DATES
from banlint.judge.vocabulary import Vocabulary
from banlint.model import Path
from banlint.text import show, suggest

if TYPE_CHECKING:
    from banlint.catalog.ownfile import Fail

MOST_BYTES = 16 << 20
"""Of a facts file."""
TOP = "facts"
ANSWERS = (
    "purpose", "site.kind", "site", "site.country", "category", "country_of_origin", "brand_country", "funding",
    "supplier", "manufacturer", "model", "purchase_date", "import_date", "installed_on", "retired_on", "status",
    "routes_user_data", "connects_to", "essential", "hts_code", "price", "contract", "order",
)  # fmt: skip
"""What can be answered."""
_ABOUT = ("by", "on", "reference", "note")
KEYS = (*Selector._fields, "answers", *_ABOUT)
"""The keys of an entry."""
_YES_OR_NO = ("routes_user_data", "essential")
_LONGEST = 500
_NARROWING = frozenset({"path"})


def read(data: bytes, path: str, words: Vocabulary | None = None) -> Answers:
    """The answers that the facts file `path` holds. Raises `ConfigError`."""
    from hashlib import sha256

    from banlint.catalog.ownfile import listed

    found, fail, marks = listed(data, path, TOP, MOST_BYTES, "put them into the inventory")
    entries = []
    for number, one in enumerate(found):
        at: Path = (TOP, number)
        entries.append(_entry(one, at, fail, words, f"{path}:{marks.value(at)[0]}", marks.value(at)[0]))
    return Answers(path, tuple(entries), sha256(data).hexdigest())


def _entry(one: Any, at: Path, fail: Fail, words: Vocabulary | None, place: str, line: int) -> Entry:
    if not isinstance(one, Mapping):
        raise fail("an entry is no mapping", "begin it with `- asset: NAME`", at)
    for key in one:
        _known(str(key), KEYS, "an entry", (*at, key), fail)
    texts = {key: _text(one, key, at, fail) for key in (*Selector._fields, *_ABOUT)}
    selector = Selector(**{name: texts[name] for name in Selector._fields})
    if not any(value for name, value in selector._asdict().items() if name not in _NARROWING):
        raise fail("an entry that names no asset", "add `asset:`, `serial:`, `mac_address:` or `at:`", at)
    answers = one.get("answers")
    if not isinstance(answers, Mapping) or not answers:
        raise fail("an entry without `answers`", "write `answers: {purpose: ...}`", (*at, "answers"))
    given = {str(key): _answer(answers, str(key), (*at, "answers"), fail, words) for key in answers}
    said = " ".join(filter(None, (texts["by"], texts["on"])))
    return Entry(selector, given, said, place, line)


def _answer(answers: Mapping[str, Any], key: str, at: Path, fail: Fail, words: Vocabulary | None) -> str:
    from banlint.match.days import read_day

    _known(key, ANSWERS, "an answer", (*at, key), fail)
    value = _text(answers, key, at, fail)
    if key in DATES and not read_day(value):
        raise fail(f"`{key}: {show(value, 60)}` is not a day", "write it as 2024-01-31", (*at, key))
    if key in _YES_OR_NO and words is not None and not words.terms(key, value):
        raise fail(f"`{key}: {show(value, 60)}` is neither yes nor no", "write yes or no", (*at, key))
    return value


def _text(one: Mapping[str, Any], key: str, at: Path, fail: Fail) -> str:
    if key not in one:
        return ""
    value = one[key]
    if not isinstance(value, str):
        raise fail(f"`{key}` is not a text", f"write `{key}: ...` on a line", (*at, key))
    if len(value) > _LONGEST:
        raise fail(f"`{key}` is longer than {_LONGEST} characters", "shorten it", (*at, key))
    if not value.strip():
        raise fail(f"`{key}` is empty", "say it, or remove the key", (*at, key))
    return value.strip()


def _known(key: str, known: tuple[str, ...], what: str, at: Path, fail: Fail) -> None:
    if key in known:
        return
    near = suggest(key, (*known, *IDENTIFYING))
    mend = f"did you mean `{near}`?" if near else f"there are: {', '.join(known)}"
    raise fail(f"{what} has no `{show(key)}`", mend, at)
