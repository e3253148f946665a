"""The question of a run, checked against the catalog: a misspelt regime must not become a ban switched off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from banlint.api.clock import today
from banlint.errors import ConfigError, UsageError
from banlint.hints import TYPE_CHECKING
from banlint.model import Asker, ProfileId, Question, Verdict
from banlint.text import show, suggest

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

DEFAULT_PROFILE = "us-federal-contractor"
INCLUDABLE = ("unverified",)
DEFAULT_FAIL_ON = (Verdict.PROHIBITED, Verdict.NEEDS_FACTS)


def question(
    catalog: Catalog,
    *,
    profiles: Sequence[str] = (),
    as_of: str = "",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    purpose: str = "",
    include: Sequence[str] = (),
    mentions: bool = False,
    askers: Sequence[Asker] = (),
) -> Question:
    """The question, every word of it known to `catalog`. `as_of` is an ISO day, today where empty.

    Raises `UsageError` for what is not known, with the nearest thing that is, and where all that is selected is barred.
    """
    profiles = tuple(profiles) or (() if askers else (DEFAULT_PROFILE,))
    for name in profiles:
        known("profile", name, catalog.profiles)
    for selector in (*select, *ignore):
        _known_selector(catalog, selector)
    if purpose:
        _known_purpose(catalog, purpose)
    for one in include:
        known("kind of rule that is off by default", one, INCLUDABLE)
    asked = Question(
        tuple(ProfileId(name) for name in profiles),
        day(as_of) or today(),
        tuple(select),
        tuple(ignore),
        purpose,
        tuple(sorted(set(include))),
        mentions,
        tuple(askers),
    )
    if select:
        from banlint.api.askable import judged

        judged(catalog, asked)
    return asked


_ASKER = ("profile", "sites", "funding")


def askers(tables: Sequence[Mapping[str, object]], catalog: Catalog, path: str = "") -> tuple[Asker, ...]:
    """The askers that the settings file `path` narrows to sites or funds. Raises `ConfigError`."""
    found: list[Asker] = []
    for number, table in enumerate(tables, 1):
        where = f"asker {number}"
        for key in table:
            if key not in _ASKER:
                near = suggest(key, _ASKER)
                mend = f"did you mean `{near}`?" if near else f"there are: {', '.join(_ASKER)}"
                raise ConfigError(f"{where} has no key `{show(key)}`", mend, path)
        profiles, sites, funding = (_globs(table.get(key, ()), f"{where}: `{key}`", path) for key in _ASKER)
        if not profiles:
            raise ConfigError(f"{where} has no profile", 'write profile = "..."', path)
        for name in profiles:
            try:
                known("profile", name, catalog.profiles)
            except UsageError as error:
                raise ConfigError(f"{where}: {error.message}", error.mend, path) from None
            found.append(Asker(ProfileId(name), sites, funding))
    return tuple(found)


def _globs(value: object, what: str, path: str) -> tuple[str, ...]:
    several = [value] if isinstance(value, str) else value
    if isinstance(several, (list, tuple)) and all(isinstance(one, str) and one.strip() for one in several):
        return tuple(several)
    raise ConfigError(f"{what} is no list of texts", 'write it as ["..."]', path)


_SPAN = r"([1-9][0-9]{0,3})([dwmy])"


def horizon(text: str, as_of: str) -> str:
    """The ISO day that is `text` (`90d`, `12w`, `18m`, `2y`, or a day) after `as_of`. Raises `UsageError`."""
    from datetime import date, timedelta

    from banlint.catalog.days import is_day

    if is_day(text):
        if text < as_of:
            raise UsageError(f"the horizon {text} is before {as_of}", "name a later day, or a span such as 18m", text)
        return text
    found = re.fullmatch(_SPAN, text)
    if found is None:
        raise UsageError(f"`{show(text)}` is no span of time", "write it as 90d, 12w, 18m or 2y, or name a day", text)
    many, start = int(found[1]), date.fromisoformat(as_of)
    try:
        if found[2] in "dw":
            return (start + timedelta(days=many * (7 if found[2] == "w" else 1))).isoformat()
        months = start.year * 12 + start.month - 1 + many * (12 if found[2] == "y" else 1)
        # The last day of a month that has no such day.
        last = (date(months // 12 + (months % 12 == 11), (months + 1) % 12 + 1, 1) - timedelta(days=1)).day
        return date(months // 12, months % 12 + 1, min(start.day, last)).isoformat()
    except (ValueError, OverflowError):
        raise UsageError(f"`{show(text)}` reaches beyond the calendar", "name a nearer day", text) from None


def day(text: str) -> str:
    """`text` where it is an ISO day or empty. Raises `UsageError` for anything else."""
    if not text:
        return text
    from datetime import date

    try:
        good = date.fromisoformat(text).isoformat() == text
    except ValueError:
        good = False
    if not good:
        raise UsageError(f"`{show(text)}` is not a day", "write it as in 2024-01-31", text)
    return text


def verdicts(names: Iterable[str]) -> tuple[Verdict, ...]:
    """The verdicts called `names`, gravest first; prohibited and needs-facts where none is named."""
    chosen = set(names)
    words = [verdict.value for verdict in Verdict]
    for name in chosen:
        known("verdict", name, words)
    return tuple(verdict for verdict in Verdict if verdict.value in chosen) or DEFAULT_FAIL_ON


def known(kind: str, name: str, names: Iterable[str]) -> None:
    """Raise `UsageError` unless `name` is one of `names`, saying which is nearest, or all when they are few."""
    every = sorted(names)
    if name in every:
        return
    near = suggest(name, every)
    mend = f"did you mean `{near}`?" if near else f"there are: {', '.join(every[:12])}" + ", ..." * (len(every) > 12)
    raise UsageError(f"no {kind} is called `{show(name)}`", mend, name)


def _known_selector(catalog: Catalog, selector: str) -> None:
    from banlint.judge.selection import matches

    every = (*catalog.regimes, *catalog.entities)
    if not any(matches(selector, one) for one in every):
        near = suggest(selector.rstrip("*"), every)
        mend = f"did you mean `{near}`?" if near else "`banlint rules` lists the regimes"
        raise UsageError(f"`{show(selector)}` selects no regime and no entity", mend, selector)


def _known_purpose(catalog: Catalog, purpose: str) -> None:
    from banlint.judge.vocabulary import Vocabulary

    if not Vocabulary(catalog.vocabulary).terms("purpose", purpose):
        known("purpose", purpose, catalog.vocabulary.get("purposes") or ())
